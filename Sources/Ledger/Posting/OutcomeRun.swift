import Canonical
import GRDB
import Ownership

/// Consecutive records that fared alike: one row of `outcomes`.
struct OutcomeRun {
    var number: Int
    var count: Int
    var outcome: Outcome
    var reason: Reason
    var flags: Int
    /// Ids of the first record's version and kept copy; 0 where there is none.
    var record: Int64
    var aside: Int64

    /// Whether `next` could stand in the same row.
    func isContinued(by next: OutcomeRun) -> Bool {
        next.number == number + count && next.outcome == outcome && next.reason == reason
            && next.flags == flags && next.record == (record == 0 ? 0 : record + Int64(count))
            && next.aside == (aside == 0 ? 0 : aside + Int64(count))
    }

    func insert(transfer: Int64, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0))")
        try statement.execute(arguments: [
            transfer, number, count, outcome.rawValue, reason.rawValue, flags, record, aside,
        ])
    }
}
