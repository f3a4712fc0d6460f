import Canonical
import Foundation
import GRDB
import Ownership

/// Rows of `store_days`.
enum StoreDayRow {
    /// Notes that a cell's dates must be assessed again.
    static func touch(_ dates: Set<BusinessDate>, of cell: Int64, in db: Database) throws {
        for date in dates {
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO store_days(cell, date, dirty) VALUES (?, ?, 1)
                    ON CONFLICT DO UPDATE SET dirty = dirty + 1
                    """)
            try statement.execute(arguments: [cell, date.days])
        }
    }

    /// - Parameter dirty: how often it had been stated when it was read; what came after that stays to be done.
    static func store(_ day: StoreDay, of cell: Int64, seen dirty: Int, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE store_days SET dirty = max(0, dirty - ?), facts = ?, good = ?, unexplained = ?, assessment = ?
                WHERE cell = ? AND date = ?
                """)
        try statement.execute(arguments: [
            dirty, day.facts, day.good, day.unexplained, try JSONEncoder().encode(day), cell, day.date.days,
        ])
    }

    static func day(_ row: Row) -> StoreDay? {
        (row["assessment"] as Data?).flatMap { try? JSONDecoder().decode(StoreDay.self, from: $0) }
    }
}
