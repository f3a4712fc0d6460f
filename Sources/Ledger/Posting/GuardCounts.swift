import Canonical
import GRDB
import Ownership

/// How often the guard has said what, ever: figures that survive a restart.
struct GuardCounts {
    private struct Answer: Hashable {
        let outcome: Outcome
        let reason: Reason
    }

    private var counts: [Answer: Int] = [:]
    private let isAgain: Bool

    /// - Parameter again: these are decisions about records that had been set aside.
    init(again: Bool = false) { isAgain = again }

    mutating func add(_ outcome: Outcome, _ reason: Reason, _ count: Int = 1) {
        counts[Answer(outcome: outcome, reason: reason), default: 0] += count
    }

    func store(in db: Database) throws {
        for (answer, count) in counts {
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO guard_counts(outcome, reason, again, count) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET count = count + excluded.count
                    """)
            try statement.execute(arguments: [answer.outcome.rawValue, answer.reason.rawValue, isAgain, count])
        }
    }
}
