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
    ///
    /// It does not stop at the first row that is wrong: all of them are named.
    package func auditVerify(against checkpoints: [Checkpoint] = []) throws -> AuditVerification {
        try read { db in
            let head = try Row.fetchOne(db, sql: "SELECT count, hash FROM audit_head WHERE id = 1")
            var walk = AuditWalk(CheckpointComparison(checkpoints, origin: try Self.origin(in: db)))
            let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY seq")
            while let stored = try cursor.next() { walk.pass(stored) }
            return walk.end(count: head?["count"] ?? 0, hash: head?.bytes("hash") ?? [])
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
