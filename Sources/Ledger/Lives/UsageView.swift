import Canonical
import GRDB
import Ownership

/// How much one consumer sent through an interface on one day, for one cell.
package struct UsageView: Sendable, Hashable {
    package let day: BusinessDate
    package let door: Door
    package let source: String
    /// `sale/revenue/1000/0114`; `nil` for the whole of it, cells or none.
    package let cell: String?
    /// Counted for the whole only: one transfer comes for many cells.
    package let transfers: Int
    package let records: Int

    init(_ row: Row) {
        day = row.date("day") ?? BusinessDate(days: 0)
        door = Door(rawValue: row["door"]) ?? .command
        source = row["source"]
        cell = row["cell_name"]
        transfers = row["transfers"]
        records = row["records"]
    }
}
