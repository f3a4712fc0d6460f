/// How many records of a transfer had which outcome.
package struct Tally: Sendable, Hashable {
    private var counts: [Int] = Array(repeating: 0, count: Outcome.allCases.count + 1)
    /// How many of them carry a flag, such as an unknown code. A flag is not an outcome.
    package var flagged = 0

    package init() {}

    package subscript(outcome: Outcome) -> Int {
        get { counts[outcome.rawValue] }
        set { counts[outcome.rawValue] = newValue }
    }

    /// All records, whatever became of them.
    package var total: Int { counts.reduce(0, +) }

    package static func += (a: inout Tally, b: Tally) {
        for outcome in Outcome.allCases { a[outcome] += b[outcome] }
        a.flagged += b.flagged
    }
}
