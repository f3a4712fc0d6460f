import Foundation

/// A change that nobody can see in a file, because the changed file is one that the same sender could honestly have written.
/// A mutation is undetectable where each thing that it changed is explained by one of an interface's few.
package struct Undetectable: Sendable {
    /// Why, in words for whoever reads the table.
    package let reason: String
    private let explains: @Sendable (SourceChange, Context) -> Bool
    /// Whether it may explain the same thing on every row.
    private var isWholeColumn = false

    /// All that a mutation changed in a file.
    private struct Context {
        let changes: [SourceChange]
        let tree: SourceTree
    }

    private init(_ reason: String, explains: @escaping @Sendable (SourceChange, Context) -> Bool) {
        self.reason = reason
        self.explains = explains
    }

    /// Which of `table` explain all of `changes`; `nil` where something is left. Values that changed are two at most, as
    /// where they changed places, but for columns whose names did: what is said all through a file in other words is another
    /// format.
    package static func reasons(_ table: [Undetectable], _ changes: [SourceChange], in tree: SourceTree) -> Set<String>? {
        guard !changes.isEmpty else { return nil }
        let context = Context(changes: changes, tree: tree)
        if let known = table.first(where: { one in one.isWholeColumn && changes.allSatisfy { one.explains($0, context) } }) {
            return [known.reason]
        }
        guard changes.count(where: { if case .changed = $0 { true } else { false } }) <= 2 else { return nil }
        var reasons: Set<String> = []
        for change in changes {
            guard let known = table.first(where: { !$0.isWholeColumn && $0.explains(change, context) }) else { return nil }
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

    /// A piece of these paths stands once more beside one that says the same.
    package static func again(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { change, context in
            guard case .added(let path, let says) = change, paths.contains(path) else { return false }
            return context.tree.nodes.indices.contains { context.tree.path($0) == path && context.tree.saying($0) == says }
        }
    }

    /// A piece that nobody reads came, went or says something else; one that says nothing came.
    package static func unread(_ reason: String) -> Undetectable {
        Undetectable(reason) { change, context in
            if case .added(_, let says) = change, !says.contains("=") { return true }
            return !context.tree.isRead(change.path)
        }
    }

    /// Pieces of these paths stand elsewhere among their kind, and say the same there.
    package static func moved(_ paths: Set<String>, _ reason: String) -> Undetectable {
        Undetectable(reason) { change, context in
            switch change {
            case .removed(let path, let says, _):
                paths.contains(path)
                    && context.changes.contains {
                        if case .added(let other, says) = $0 { paths.contains(other) } else { false }
                    }
            case .added(let path, let says):
                paths.contains(path)
                    && context.changes.contains {
                        if case .removed(let other, says, _) = $0 { paths.contains(other) } else { false }
                    }
            case .changed: false
            }
        }
    }

    /// Two columns have each other's names, and both hold texts without a form of their own.
    package static func exchangedColumns(_ names: Set<String>, in row: String, _ reason: String) -> Undetectable {
        var rule = Undetectable(reason) { _, context in
            let columns = context.changes.filter { !$0.path.hasPrefix("header/") }.map(\.path)
            let found = Set(columns.map { String($0.dropFirst(row.count + 1)) })
            return found.count <= 2 && found.isSubset(of: names) && columns.allSatisfy { $0.hasPrefix(row + "/") }
                && columns.count < context.changes.count
        }
        rule.isWholeColumn = true
        return rule
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

    /// Nothing instead of a value that may be missing.
    package static func emptied(_ paths: Set<String>, _ reason: String) -> Undetectable {
        values(paths, reason) { _, to in to.isEmpty }
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
