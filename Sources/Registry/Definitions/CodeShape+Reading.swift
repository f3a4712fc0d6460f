import Canonical
import Yams

extension CodeShape {
    /// The language of `shape`, at source fields and at fields of kinds.
    static let keys: Shape = .object([
        .init("means", .text, required: true, "what it is, such as a GTIN"),
        .init(
            "pattern", .either([.list(of: .text), .text]),
            "the form of the whole code, or several of which one fits: [0-9A-Z] and . with ? * + {n} {n,m}"),
        .init("not", .either([.list(of: .text), .text]), "a form, or several, that only damage gives it"),
        .init("length", .either([.list(of: .text), .text]), "how many characters: 13, 8..14, or several such"),
        .init("check", .choice(CheckDigits.allCases.map(\.rawValue)), "check digits: gtin, luhn or mod-97"),
        .init(
            "else", .choice(CodeShape.Failure.allCases.map(\.rawValue)), required: true,
            "what a record with another code is: accepted and flagged, or refused"),
    ])

    /// A shape as a checked document says it; `nil` where it says none.
    /// - Parameter complain: told of what makes no sense, where it stands, and what to write.
    static func read(_ node: Node?, complain: (Node, String, String) -> Void) -> CodeShape? {
        guard let node else { return nil }
        func patterns(_ key: String) -> [CodePattern] {
            node.texts(key).compactMap { text in
                if let pattern = CodePattern(text) { return pattern }
                complain(
                    node[key] ?? node, "'\(key)' is no form of a code: '\(text)'",
                    "Write characters, classes such as [0-9A-Z], and . with ? * + {n} or {n,m} behind them; \\ before a character that "
                        + "means itself; a list for several forms")
                return nil
            }
        }
        let lengths = node.texts("length").compactMap { text -> ClosedRange<Int>? in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            if let exactly = Int(text), exactly > 0 { return exactly...exactly }
            if parts.count == 3, parts[1].isEmpty, let low = Int(parts[0]), let high = Int(parts[2]), low >= 0, high >= low {
                return low...high
            }
            complain(
                node["length"] ?? node, "'length' must be a number of characters, found '\(text)'", "Write 13, 8..14, or [8, 12, 13, 14]")
            return nil
        }
        let shape = CodeShape(
            meaning: node.text("means") ?? "", patterns: patterns("pattern"), damagedForms: patterns("not"), lengths: lengths,
            check: node.word("check"), failure: node.word("else") ?? .warning)
        if !node.isIncomplete, ["pattern", "not", "length", "check"].allSatisfy({ node[$0] == nil }) {
            complain(node, "'shape' says nothing about the code", "Write 'pattern', 'not', 'length' or 'check'")
        }
        return shape
    }
}
