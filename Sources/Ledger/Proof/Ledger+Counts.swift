import Canonical
import GRDB

extension Ledger {
    package func counts() throws -> LedgerCounts {
        try read { db in
            let (transfers, tally, _) = try Self.sums(in: db)
            func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            var exceptions: [Finding.Class: Int] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT class, count(*) AS n FROM exceptions WHERE state = 1 GROUP BY class")
            {
                if let `class` = Finding.Class(rawValue: row["class"]) { exceptions[`class`] = row["n"] }
            }
            var pickups: [PickupState: Int] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT state, count(*) AS n FROM pickups GROUP BY state") {
                if let state = PickupState(rawValue: row["state"]) { pickups[state] = row["n"] }
            }
            return LedgerCounts(
                transfers: transfers, tally: tally,
                versions: try number("SELECT max(id) - (SELECT count(*) FROM records WHERE was_current = 0) FROM records"),
                openExceptions: exceptions,
                pickups: pickups, auditRows: try number("SELECT count FROM audit_head"),
                bytes: try number("PRAGMA page_count") * number("PRAGMA page_size"))
        }
    }
}
