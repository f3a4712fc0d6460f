import Canonical
import GRDB
import Ownership

/// Keeps the one outcome of a record true after its copies were decided again.
struct OutcomeKeeper {
    let db: Database

    /// - Parameters:
    ///   - version: the canonical version it has just become; 0 for none.
    ///   - late: the version that keeps it where a later state is current; 0 for none.
    func settle(_ record: PendingRecord, acceptedAs version: Int64, keptAs late: Int64, flags: RecordFlags) throws {
        guard let run = try run(of: record) else { throw LedgerError.unknown("outcome") }
        let step = Int64(record.number - run.number)
        var next = OutcomeRun(
            number: record.number, count: 1, outcome: run.outcome, reason: run.reason, flags: run.flags,
            record: run.record == 0 ? 0 : run.record + step, aside: run.aside == 0 ? 0 : run.aside + step)
        if run.outcome == .accepted {
            if version > 0 { try add(1, to: "later_versions", of: record.transfer) }
            return
        }
        let (outcome, reason) = try verdict(on: record)
        next.outcome = outcome
        next.reason = reason
        next.flags |= flags.rawValue
        if outcome == .accepted { next.record = version }
        if outcome == .superseded { next.record = late }
        guard next.outcome != run.outcome || next.reason != run.reason || next.flags != run.flags else { return }
        try split(run, by: next, in: record.transfer)
        if next.flags != 0, run.flags == 0 { try add(1, to: "flagged", of: record.transfer) }
        guard next.outcome != run.outcome else { return }
        try add(-1, to: run.outcome.description, of: record.transfer)
        try add(1, to: next.outcome.description, of: record.transfer)
    }

    private func run(of record: PendingRecord) throws -> OutcomeRun? {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM outcomes WHERE transfer = ? AND number <= ? ORDER BY number DESC LIMIT 1")
        return try Row.fetchOne(statement, arguments: [record.transfer, record.number]).map { row in
            OutcomeRun(
                number: row["number"], count: row["count"], outcome: Outcome(rawValue: row["outcome"]) ?? .quarantined,
                reason: Reason(rawValue: row["reason"]) ?? .none, flags: row["flags"], record: row["record"] ?? 0,
                aside: row["aside"] ?? 0)
        }
    }

    /// Accepted in one domain is accepted; otherwise what most needs somebody names the outcome.
    private func verdict(on record: PendingRecord) throws -> (Outcome, Reason) {
        let statement = try db.cachedStatement(sql: "SELECT outcome, reason FROM set_aside WHERE transfer = ? AND number = ?")
        let copies = try Row.fetchAll(statement, arguments: [record.transfer, record.number]).map { row in
            Decision(Outcome(rawValue: row["outcome"]) ?? .quarantined, Reason(rawValue: row["reason"]) ?? .none)
        }
        let main = copies.min { $0.rank < $1.rank }
        return (main?.outcome ?? .duplicate, main?.reason ?? .sameContent)
    }

    private func split(_ run: OutcomeRun, by next: OutcomeRun, in transfer: Int64) throws {
        try db.execute(sql: "DELETE FROM outcomes WHERE transfer = ? AND number = ?", arguments: [transfer, run.number])
        let before = next.number - run.number
        let after = run.number + run.count - next.number - 1
        if before > 0 {
            var part = run
            part.count = before
            try part.insert(transfer: transfer, in: db)
        }
        try next.insert(transfer: transfer, in: db)
        if after > 0 {
            var part = run
            let step = Int64(before + 1)
            part.number = next.number + 1
            part.count = after
            part.record = run.record == 0 ? 0 : run.record + step
            part.aside = run.aside == 0 ? 0 : run.aside + step
            try part.insert(transfer: transfer, in: db)
        }
    }

    private func add(_ change: Int, to column: String, of transfer: Int64) throws {
        let statement = try db.cachedStatement(sql: "UPDATE transfers SET \(column) = \(column) + ? WHERE id = ?")
        try statement.execute(arguments: [change, transfer])
    }
}
