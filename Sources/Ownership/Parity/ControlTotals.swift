import Canonical

/// What one writer says a store-day adds up to: the number of records, and sums split by sign and, where the
/// plan says so, by tender or tax. Compared exactly, and apart from the facts themselves.
package struct ControlTotals: Sendable, Hashable, Codable {
    package private(set) var records = 0
    /// By name, such as `tenders.amount cash +`; decimals are exact, at their own scale.
    package private(set) var sums: [String: Decimal64] = [:]
    /// A sum that no longer fits; then nothing is equal.
    package private(set) var hasOverflowed = false

    package init() {}

    /// A body that could not be taken apart adds nothing.
    package mutating func add(_ record: CanonicalValue?, _ rules: [TotalRule]) {
        guard let record else { return }
        records += 1
        for rule in rules {
            var path = rule.sum.split(separator: ".").map(String.init)
            guard let field = path.popLast() else { continue }
            for holder in Self.holders(of: path[...], in: record) {
                guard let amount = holder[field]?.decimal else { continue }
                let part = rule.per.map { " " + (holder[$0]?.shown ?? "none") } ?? ""
                add(amount, "\(rule.sum)\(part) \(amount.mantissa < 0 ? "-" : "+")")
            }
        }
    }

    private mutating func add(_ amount: Decimal64, _ name: String) {
        guard amount.mantissa != 0 else { return }
        guard let sum = (sums[name] ?? .zero) + amount else {
            hasOverflowed = true
            return
        }
        sums[name] = sum
    }

    /// The objects that a path leads to; a list stands for all its elements.
    private static func holders(of path: ArraySlice<String>, in value: CanonicalValue) -> [CanonicalValue] {
        guard let name = path.first else { return [value] }
        guard let inner = value[name] else { return [] }
        let next = inner.elements.isEmpty ? [inner] : inner.elements
        return next.flatMap { holders(of: path.dropFirst(), in: $0) }
    }

    /// Where two writers' totals differ, by name, each with both values; empty when all are equal.
    package func differences(from other: ControlTotals) -> [FieldDifference] {
        if hasOverflowed || other.hasOverflowed {
            return [FieldDifference(path: "sums", a: "too large", b: "too large")]
        }
        var found: [FieldDifference] = []
        if records != other.records {
            found.append(FieldDifference(path: "records", a: String(records), b: String(other.records)))
        }
        for name in Set(sums.keys).union(other.sums.keys).sorted() {
            let (a, b) = (sums[name] ?? .zero, other.sums[name] ?? .zero)
            if a < b || b < a { found.append(FieldDifference(path: name, a: a.description, b: b.description)) }
        }
        return found
    }
}
