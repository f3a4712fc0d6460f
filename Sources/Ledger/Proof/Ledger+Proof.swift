import Canonical
import GRDB

extension Ledger {
    /// Adds everything up again, as of one moment, from what is stored record by record.
    package func proof() throws -> Proof {
        try read { db in
            var states: [String: [PickupState: Int]] = [:]
            let pickups = try Row.fetchAll(
                db, sql: "SELECT drop_name, state, count(*) AS n FROM pickups GROUP BY 1, 2")
            for row in pickups {
                guard let state = PickupState(rawValue: row["state"]) else { continue }
                states[row["drop_name"], default: [:]][state] = row["n"]
            }
            let (transfers, tally, records) = try Self.sums(in: db)
            func counted(_ fate: FileCounts.Fate) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT sum(count) FROM transfer_counts WHERE fate = ?", arguments: [fate.rawValue]) ?? 0
            }
            let discrepancies = try Discrepancy.all.flatMap { try $0.find(in: db) }
            return Proof(
                files: states.keys.sorted().map { Proof.Files(drop: $0, byState: states[$0] ?? [:]) },
                transfers: transfers, records: records, tally: tally,
                passedOver: try counted(.passedOver), ignored: try counted(.ignored),
                discrepancies: Array(discrepancies.prefix(100)))
        }
    }

    static func sums(in db: Database) throws -> ([TransferState: Int], Tally, records: Int) {
        var transfers: [TransferState: Int] = [:]
        var tally = Tally()
        var records = 0
        let columns = Outcome.allCases.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT state, count(*) AS n, sum(posted_through) AS records, sum(flagged) AS flagged,
                    \(columns) FROM transfers GROUP BY state
                """)
        for row in rows {
            if let state = TransferState(rawValue: row["state"]) { transfers[state] = row["n"] }
            for outcome in Outcome.allCases { tally[outcome] += row[outcome.description] as Int }
            tally.flagged += row["flagged"] as Int
            records += row["records"] as Int
        }
        return (transfers, tally, records)
    }
}
