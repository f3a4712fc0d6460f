import Canonical
import GRDB

extension Ledger {
    /// The latest acts, oldest first.
    package func auditTail(limit: Int) throws -> [AuditRow] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM audit ORDER BY seq DESC LIMIT ?", arguments: [limit])
                .reversed().map(AuditRow.init)
        }
    }

    /// Acts after a given one, oldest first.
    package func audit(after seq: Int64, limit: Int) throws -> [AuditRow] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?", arguments: [seq, limit]
            ).map(AuditRow.init)
        }
    }

    /// Recomputes the whole chain, in constant memory, as of one moment, and holds it against
    /// checkpoints that were exported earlier. The chain alone cannot tell whether somebody has computed
    /// all of it again; a checkpoint can, for the rows it covers. Whether checkpoints are what the
    /// right key signed is for the caller to prove first.
    package func auditVerify(against checkpoints: [Checkpoint] = []) throws -> AuditVerification {
        try read { db in
            var comparison = CheckpointComparison(checkpoints, origin: try Self.origin(in: db))
            let head = try Row.fetchOne(db, sql: "SELECT count, hash FROM audit_head WHERE id = 1")
            let count: Int64 = head?["count"] ?? 0
            var hash = AuditChain.start
            var rows: Int64 = 0
            func verdict(_ problem: AuditVerification.Problem?, at seq: Int64?) -> AuditVerification {
                AuditVerification(
                    rows: rows, head: Digest(bytes: hash), firstBad: seq, problem: problem,
                    contradiction: comparison.contradiction)
            }
            comparison.pass(0, hash)
            let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY seq")
            while let stored = try cursor.next() {
                let row = AuditRow(stored)
                guard row.seq == rows + 1 else { return verdict(.missing, at: rows + 1) }
                let isContinued = stored.bytes("previous") == hash
                let next = AuditChain.link(stored.bytes("previous"), row)
                guard next == stored.bytes("hash") else { return verdict(.edited, at: row.seq) }
                guard isContinued else { return verdict(.reordered, at: row.seq) }
                hash = next
                rows = row.seq
                comparison.pass(rows, hash)
            }
            comparison.end(rows)
            guard rows == count else { return verdict(.truncated, at: min(rows, count) + 1) }
            guard head?.bytes("hash") == hash else { return verdict(.edited, at: rows) }
            return verdict(nil, at: nil)
        }
    }

    /// Appends an act that has no transaction of its own, such as reading raw business data.
    package func noteAct(
        _ act: String, by actor: String, on subject: String, _ details: [(String, JSONText)] = []
    ) throws {
        try write { db in
            try AuditChain.append(act, by: actor, on: subject, details, at: timekeeper.now(), in: db)
        }
    }
}
