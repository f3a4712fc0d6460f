import Foundation

/// A change that nobody can see in a file, because the changed file is one that the same sender could honestly have written.
package struct Undetectable: Sendable {
    /// Why, in words for whoever reads the table.
    package let reason: String
    let holds: @Sendable ([SourceChange]) -> Bool

    package init(_ reason: String, holds: @escaping @Sendable ([SourceChange]) -> Bool) {
        self.reason = reason
        self.holds = holds
    }

    /// Pieces of these paths are missing, whole, and nothing else is different.
    /// - Parameter lastOnly: only the last ones of their kind where they stood: what is numbered shows a gap.
    package static func missing(_ paths: Set<String>, lastOnly: Bool = false, _ reason: String) -> Undetectable {
        Undetectable(reason) { changes in
            // From the end on: what stood before a missing last piece is the last one then.
            changes.allSatisfy { if case .removed(let path, _, _) = $0 { paths.contains(path) } else { false } }
                && (!lastOnly || changes.contains { if case .removed(_, _, true) = $0 { true } else { false } })
        }
    }

    /// These texts are others, which could stand there too: printed whole, without fillers and look-alikes. Two of them where
    /// they changed places. A text may have letters for digits: a code is what its field says.
    package static func otherText(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { changes in
            changes.count <= 2
                && changes.allSatisfy { change in
                    guard case .changed(let path, let from, let to) = change else { return false }
                    return paths.contains(path) && isPlain(from) && isPlain(to)
                }
        }
    }

    /// These numbers or dates are others of the same sign and form. Two of them where they changed places.
    package static func otherNumber(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { changes in
            changes.count <= 2
                && changes.allSatisfy { change in
                    guard case .changed(let path, let from, let to) = change else { return false }
                    return paths.contains(path) && isPlain(from) && isPlain(to) && form(of: from) == form(of: to)
                }
        }
    }

    /// Two of these values changed places between two pieces that are alike: their sum is the same.
    package static func exchanged(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { changes in
            guard changes.count == 2, case .changed(let path, let from, let to) = changes[0],
                case .changed(path, to, from) = changes[1]
            else { return false }
            return paths.contains(path)
        }
    }

    /// One of these values, which may have either sign, has the other one.
    package static func otherSign(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { changes in
            changes.count == 1
                && changes.allSatisfy { change in
                    guard case .changed(let path, let from, let to) = change else { return false }
                    return paths.contains(path) && isPlain(from) && isPlain(to) && (from == "-" + to || to == "-" + from)
                }
        }
    }

    /// Pieces of these paths stand in another order, or elsewhere, and say the same.
    package static func otherPlace(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { changes in
            var removed: [String] = []
            var added: [String] = []
            for change in changes {
                switch change {
                case .removed(let path, let says, _) where paths.contains(path): removed.append(says)
                case .added(let path, let says) where paths.contains(path): added.append(says)
                default: return false
                }
            }
            return !removed.isEmpty && removed.sorted() == added.sorted()
        }
    }

    /// No line ends, fillers, look-alikes or blanks at the ends.
    private static func isPlain(_ text: String) -> Bool {
        let text = text.first == "\"" ? String(text.dropFirst()) : text
        guard text == text.withoutBlanks, text.precomposedStringWithCanonicalMapping == text else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
            case .spaceSeparator: scalar == " "
            case .decimalNumber: scalar.isASCII
            default: true
            }
        }
    }

    private enum Form { case nothing, negative, positive, date, text }

    private static func form(of text: String) -> Form {
        let text = text.drop { $0 == "\"" }
        if text.isEmpty { return .nothing }
        if text.wholeMatch(of: #/-[0-9]+([.,][0-9]+)?/#) != nil { return .negative }
        if text.wholeMatch(of: #/[0-9]+([.,][0-9]+)?/#) != nil { return .positive }
        if text.wholeMatch(of: #/[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}\.[0-9]{2}\.[0-9]{4}/#) != nil { return .date }
        return .text
    }
}
