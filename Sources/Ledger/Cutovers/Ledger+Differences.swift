import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Both sides of a plan's store-days as they are now, the latest first: those that differ, or all.
    ///
    /// - Parameter location: only there; everywhere where `nil`.
    package func storeDays(of name: String, location: String? = nil, onlyDifferent: Bool = true, limit: Int = 200) throws -> [StoreDay] {
        try assessAhead(name)
        let now = timekeeper.now()
        return try write { db in
            guard let row = try CutoverRow.fetch(name, in: db) else { throw LedgerError.unknown("cutover") }
            let targets = try row.targets(in: CellBook(db: db, charter: charter)).filter {
                location == nil || $0.cell.scope.location == location
            }
            let keeper = StoreDayKeeper(db: db, now: now)
            try keeper.assess(row.plan, of: row.id, targets)
            let days = try keeper.storeDays(of: targets, since: BusinessDate(days: 0)).filter { day in
                !onlyDifferent || !day.differences.isEmpty || !day.totalDifferences.isEmpty
            }
            return Array(days.sorted { ($1.date, $0.cell) < ($0.date, $1.cell) }.prefix(limit))
        }
    }
}
