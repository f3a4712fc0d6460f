import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Both sides of an open plan's store-days as they are now, the latest first: those that differ, or all. What was not
    /// compared yet is compared for the caller alone: whoever looks leaves no evidence behind.
    ///
    /// - Parameter location: only there; everywhere where `nil`.
    package func storeDays(of name: String, location: String? = nil, onlyDifferent: Bool = true, limit: Int = 200) throws -> [StoreDay] {
        if weakened == .lookingWrites { try assessAhead(name) }
        let now = timekeeper.now()
        return try read { db in
            guard let row = try CutoverRow.fetch(name, in: db) else { throw LedgerError.unknown("cutover") }
            // Cells that were sealed may be in the next plan, which compares other writers.
            guard row.state == .open else { return [] }
            let targets = try row.targets(in: CellBook(db: db, charter: charter)).filter {
                location == nil || $0.cell.scope.location == location
            }
            let keeper = StoreDayKeeper(db: db, now: now)
            let days = try targets.flatMap { try keeper.present(row.plan, of: row.id, $0) }.filter { day in
                !onlyDifferent || !day.differences.isEmpty || !day.totalDifferences.isEmpty
            }
            return Array(days.sorted { ($1.date, $0.cell) < ($0.date, $1.cell) }.prefix(limit))
        }
    }
}
