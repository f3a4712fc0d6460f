import Foundation

/// A change that nobody can see in a file, because the changed file is one that the same sender could honestly have written.
/// A mutation is undetectable where each thing that it changed is explained by one of an interface's few.
package struct Undetectable: Sendable {
    /// Why, in words for whoever reads the table.
    package let reason: String
    private let explains: @Sendable (SourceChange, Context) -> Bool

    /// All that a mutation changed, and the names that the definition's reader looks for.
    private struct Context {
        let changes: [SourceChange]
        let declared: Set<String>
    }

    private init(_ reason: String, explains: @escaping @Sendable (SourceChange, Context) -> Bool) {
        self.reason = reason
        self.explains = explains
    }

    /// Which of `table` explain all of `changes`; `nil` where something is left. Values that changed are two at most, as
    /// where they changed places: what is said all through a file in other words is another format.
    package static func reasons(_ table: [Undetectable], _ changes: [SourceChange], declared: Set<String>) -> Set<String>? {
        let values = changes.filter { if case .changed = $0 { true } else { false } }
        guard !changes.isEmpty, values.count <= 2 else { return nil }
        let context = Context(changes: changes, declared: declared)
        var reasons: Set<String> = []
        for change in changes {
            guard let known = table.first(where: { $0.explains(change, context) }) else { return nil }
            reasons.insert(known.reason)
        }
        return reasons
    }

    // MARK: - pieces

    /// Pieces of these paths are missing, whole.
    /// - Parameter lastOnly: only the last of their kind where they stood: what is numbered shows a gap.
    package static func missing(_ paths: Set<String>, lastOnly: Bool = false, _ reason: String) -> Undetectable {
        Undetectable(reason) { change, context in
            guard case .removed(let path, let says, let isLast) = change, paths.contains(path) else { return false }
            // What moved is not missing.
            return (isLast || !lastOnly) && !context.changes.contains(.added(path: path, says: says))
        }
    }

    /// Pieces that nobody reads stand in the file, here because a piece that may be missing got a name of that kind.
    package static func unread(_ reason: String) -> Undetectable {
        Undetectable(reason) { change, context in
            guard case .added(let path, _) = change, let name = path.split(separator: "/").last else { return false }
            return !context.declared.contains(String(name))
        }
    }

    // MARK: - values

    /// Another text of the kind: printed whole, without fillers, blanks at its ends and look-alikes. A code may have letters
    /// for digits: it is what its field says.
    package static func otherCode(_ paths: Set<String>, _ reason: String) -> Undetectable {
        values(paths, reason) { _, to in isPlain(to) }
    }

    /// Another text for people, which may have any characters but NUL and none of them at its ends that are no text.
    package static func otherText(_ paths: Set<String>, _ reason: String) -> Undetectable {
        values(paths, reason) { _, to in !to.unicodeScalars.contains("\0") }
    }

    /// Another number or date of the same sign and form.
    package static func otherNumber(_ paths: Set<String>, _ reason: String) -> Undetectable {
        values(paths, reason) { from, to in isPlain(to) && form(of: from) == form(of: to) }
    }

    /// The same number with the other sign, where either may stand.
    package static func otherSign(_ paths: Set<String>, _ reason: String) -> Undetectable {
        values(paths, reason) { from, to in isPlain(to) && (from == "-" + to || to == "-" + from) }
    }

    /// Two of these values changed places: what they add up to is the same.
    package static func exchanged(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { change, context in
            guard case .changed(let path, let from, let to) = change, paths.contains(path) else { return false }
            return context.changes.contains { other in
                guard case .changed(let path, to, from) = other else { return false }
                return paths.contains(path)
            }
        }
    }

    private static func values(
        _ paths: Set<String>, _ reason: String, _ isHonest: @escaping @Sendable (String, String) -> Bool
    ) -> Undetectable {
        Undetectable(reason) { change, _ in
            guard case .changed(let path, let from, let to) = change, paths.contains(path) else { return false }
            return isHonest(from, to)
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
