import Canonical

/// Counts the numbers that are missing between the lowest and the highest of a day, for each value of the
/// fields a sequence is kept by. Both writers' numbers count: one that only one of them has is a difference,
/// not a gap.
struct SequenceCheck {
    private let rule: SequenceRule?
    private var numbers: [[CanonicalValue]: Set<Int>] = [:]
    /// A jump this wide is a wrap or a new series, not so many lost records.
    private static let widest = 10_000

    init(_ rule: SequenceRule?) { self.rule = rule }

    mutating func add(_ record: CanonicalValue?) {
        guard let rule, let record, let value = record[rule.field], let number = value.integer ?? value.text.flatMap({ Int($0) }) else {
            return
        }
        numbers[rule.per.map { record[$0] ?? .null }, default: []].insert(number)
    }

    var gaps: Int {
        numbers.values.reduce(0) { sum, set in
            let sorted = set.sorted()
            return sum
                + zip(sorted, sorted.dropFirst()).reduce(0) { sum, pair in
                    let (jump, isTooWide) = pair.1.subtractingReportingOverflow(pair.0)
                    return isTooWide || jump > Self.widest ? sum : sum + jump - 1
                }
        }
    }
}
