import Foundation
import GRDB

@testable import Ledger

extension LedgerBench {
    /// The whole content of every table, row by row: what must be the same, byte for byte, when nothing was committed.
    func dump() throws -> [String: [String]] {
        try ledger.pool.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            return try tables.reduce(into: [:]) { all, table in
                // SQLite spells the values: these are read after many a step.
                let columns = try db.columns(in: table).map { #"quote("\#($0.name)")"# }.joined(separator: " || ' ' || ")
                all[table] = try String.fetchAll(db, sql: "SELECT \(columns) FROM \(table)")
            }
        }
    }

    /// The tables whose content differs from an earlier dump.
    func changedTables(since before: [String: [String]]) throws -> [String] {
        let now = try dump()
        // Store-days hold nothing but what was compared, and that ahead of the transaction that asks.
        return Set(now.keys).union(before.keys).subtracting(["store_days"]).filter { now[$0] != before[$0] }.sorted()
    }
}
