import Canonical
import Registry

/// What kind of value a formula yields, as far as the definition says it.
extension Formula {
    private enum Sort: Equatable {
        case number
        /// Text of a file: it may be a number.
        case text
        /// Text that stands in the definition.
        case literal(String)
        case date
        case moment
        case truth

        var isNumeric: Bool {
            switch self {
            case .number, .text: true
            case .literal(let text): Decimal64(text) != nil
            default: false
            }
        }
    }

    private var sort: Sort {
        switch self {
        case .number, .register, .sum, .count, .absolute, .rounded, .arithmetic: .number
        case .text(let text): .literal(String(decoding: text.bytes, as: UTF8.self))
        case .field(let ref):
            switch ref.reading.kind {
            case .text: .text
            case .integer, .decimal: .number
            case .date: .date
            case .datetime: .moment
            }
        case .present, .fed, .comparison, .and, .or, .not: .truth
        }
    }

    /// What is wrong with putting its two sides together, such as a date and a number; `nil` for nothing. What it is made
    /// of is not looked at again.
    var mixture: (text: String, advice: String)? {
        switch self {
        case .arithmetic(_, let a, let b): Self.notNumeric(a) ?? Self.notNumeric(b)
        case .absolute(let a), .rounded(let a, _), .sum(_, let a): Self.notNumeric(a)
        case .comparison(_, let a, let b): Self.mixture(a, b) ?? Self.mixture(b, a)
        default: nil
        }
    }

    private static func notNumeric(_ formula: Formula) -> (text: String, advice: String)? {
        formula.sort.isNumeric ? nil : ("\(formula.shown) is no number, and cannot be reckoned with", "Reckon with numbers only")
    }

    private static func mixture(_ a: Formula, _ b: Formula) -> (text: String, advice: String)? {
        switch (a.sort, b.sort) {
        case (.number, .literal("")): ("\(a.shown) is never an empty text", "Write 'present(field)' or 'not present(field)'")
        case (.number, let other) where !other.isNumeric:
            ("\(a.shown) is compared with \(b.shown), which is no number", "Compare numbers with numbers, or read the field as text")
        case (.date, let other) where other != .date, (.moment, let other) where other != .moment:
            ("\(a.shown) is compared with \(b.shown)", "A date can be compared with a date only, and a time with a time")
        case (.truth, .literal(let text)) where text != "true" && text != "false":
            ("\(a.shown) is true or false, and never '\(text)'", "Leave the comparison out")
        default: nil
        }
    }

    private var shown: String {
        switch self {
        case .field(let ref):
            switch ref.reading.kind {
            case .text: "the text '\(ref.label)'"
            case .integer, .decimal: "the number '\(ref.label)'"
            case .date: "the date '\(ref.label)'"
            case .datetime: "the time '\(ref.label)'"
            }
        case .text(let text): "'\(String(decoding: text.bytes, as: UTF8.self))'"
        case .number(let number): "\(number)"
        default: sort == .truth ? "a condition" : "a number"
        }
    }
}
