import Canonical
import Registry

/// Evaluates formulas over the group at hand and the registers of the record being written.
struct FormulaEvaluator: ~Copyable {
    let source: SourceReader
    var registers: [Decimal64] = []
    /// Whether anything was added to a register.
    var isFed: [Bool] = []
    /// What fed the registers that look for repeats, by hash.
    var seen: [[UInt64]] = []
    /// The rows that make one list element where a list is grouped by fields; empty otherwise.
    var bucket: [Int] = []
    /// The row's place in its list, from 1.
    var position = 0

    init(source: SourceReader) { self.source = source }

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
        case .fed(let register): return isFed[register]
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
        case .field(let ref):
            switch ref.reach {
            case .position: return .number(Decimal64(Int64(position)))
            case .line: return .number(Decimal64(Int64(source.group.rows[row].line)))
            default: return try source.value(ref, row)
            }
        case .sum(let record, let inner): return try sum(record, inner, nil, row)
        case .count(let record, let condition): return .number(Decimal64(Int64(try count(record, condition, row))))
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

    /// Absent if no row has a value.
    func sum(_ record: Int, _ term: Formula, _ condition: Formula?, _ row: Int) throws(FieldFault) -> Datum {
        var total = Decimal64.zero
        var found = false
        for index in 0..<candidates(record, row) {
            guard let at = member(index, record, row) else { continue }
            if let condition, try !holds(condition, at) { continue }
            guard let number = try Self.number(try value(term, at)) else { continue }
            guard let sum = total + number else { throw FieldFault(rule: "range", expected: "a sum of at most 18 digits", found: "more") }
            total = sum
            found = true
        }
        return found ? .number(total) : .absent
    }

    func count(_ record: Int, _ condition: Formula?, _ row: Int) throws(FieldFault) -> Int {
        var count = 0
        for index in 0..<candidates(record, row) {
            guard let at = member(index, record, row) else { continue }
            if let condition, try !holds(condition, at) { continue }
            count += 1
        }
        return count
    }

    /// Over the rows of the list element at hand; else over the records below the row; else, where the
    /// row is itself such a record, over all of its group.
    private func candidates(_ record: Int, _ row: Int) -> Int {
        isBucket(of: record) ? bucket.count : source.group.rows.count
    }

    private func member(_ index: Int, _ record: Int, _ row: Int) -> Int? {
        if isBucket(of: record) { return bucket[index] }
        guard source.group.rows[index].record == record else { return nil }
        return source.group.rows[row].record == record || source.isBelow(index, row) ? index : nil
    }

    private func isBucket(of record: Int) -> Bool { !bucket.isEmpty && source.group.rows[bucket[0]].record == record }

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
