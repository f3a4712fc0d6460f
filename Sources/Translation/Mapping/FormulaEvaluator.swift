import Canonical
import Registry

/// Evaluates formulas over the group at hand and the registers of the record being written.
struct FormulaEvaluator: ~Copyable {
    let source: SourceReader
    var registers: [Decimal64]

    private static let yes: StaticString = "true"
    private static let no: StaticString = "false"

    func holds(_ formula: Formula, _ row: Int) throws(FieldFault) -> Bool {
        switch formula {
        case .and(let a, let b):
            guard try holds(a, row) else { return false }
            return try holds(b, row)
        case .or(let a, let b):
            if try holds(a, row) { return true }
            return try holds(b, row)
        case .not(let a): return try !holds(a, row)
        case .present(let ref): return source.raw(ref, row) != nil
        case .comparison(let comparison, let a, let b):
            let (left, right) = (try value(a, row), try value(b, row))
            return try Self.compare(comparison, left, right)
        default:
            // A bare value holds if it says anything, and is not "false" or 0.
            switch try value(formula, row) {
            case .absent: return false
            case .number(let number): return number != .zero
            case .text(let text): return !text.elementsEqual("false".utf8)
            default: return true
            }
        }
    }

    func value(_ formula: Formula, _ row: Int) throws(FieldFault) -> Datum {
        switch formula {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text.bytes)
        case .field(let ref): return try source.value(ref, row)
        case .register(let index): return .number(registers[index])
        case .absolute(let inner): return .number(try number(inner, row).magnitude)
        case .rounded(let inner, let scale): return .number(try number(inner, row).rounded(toScale: scale))
        case .arithmetic(let operation, let a, let b):
            let (left, right) = (try number(a, row), try number(b, row))
            let result =
                switch operation {
                case .plus: left + right
                case .minus: left - right
                case .times: left * right
                }
            guard let result else { throw FieldFault(rule: "range", expected: "a result of at most 18 digits", found: "more") }
            return .number(result)
        default: return try holds(formula, row) ? .text(Self.yes.immortal) : .text(Self.no.immortal)
        }
    }

    /// Nothing counts as zero in arithmetic.
    private func number(_ formula: Formula, _ row: Int) throws(FieldFault) -> Decimal64 {
        try Self.number(try value(formula, row)) ?? .zero
    }

    static func number(_ datum: Datum) throws(FieldFault) -> Decimal64? {
        switch datum {
        case .absent: return nil
        case .number(let number): return number
        case .text(let text):
            guard let number = Decimal64(ascii: text) else {
                throw FieldFault(rule: "decimal", expected: "a number", found: "'\(String(decoding: text, as: UTF8.self).shortened(40))'")
            }
            return number
        default: throw FieldFault(rule: "decimal", expected: "a number", found: "a date")
        }
    }

    private static func compare(_ comparison: Expression.Comparison, _ a: Datum, _ b: Datum) throws(FieldFault) -> Bool {
        let order: Int
        switch (a, b) {
        case (.absent, .absent): order = 0
        case (.absent, .text(let text)): order = text.count == 0 ? 0 : -1
        case (.text(let text), .absent): order = text.count == 0 ? 0 : 1
        case (.absent, _): order = -1
        case (_, .absent): order = 1
        case (.text(let x), .text(let y)): order = x.lexicographicallyPrecedes(y) ? -1 : bytesEqual(x, y) ? 0 : 1
        case (.date(let x), .date(let y)): order = x < y ? -1 : x == y ? 0 : 1
        case (.instant(let x), .instant(let y)): order = x < y ? -1 : x == y ? 0 : 1
        default:
            guard let x = try number(a), let y = try number(b) else { return false }
            order = x < y ? -1 : x == y ? 0 : 1
        }
        return switch comparison {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}

extension StaticString {
    /// The text of a literal, which lives as long as the program.
    var immortal: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
