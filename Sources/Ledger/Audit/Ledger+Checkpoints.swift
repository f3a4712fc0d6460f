import Canonical
import GRDB

extension Ledger {
    /// By which name checkpoints call this ledger: random, made once, the same in every copy of it.
    package func origin() throws -> String { try read { try Self.origin(in: $0) } }

    static func origin(in db: Database) throws -> String {
        Checkpoint.originPrefix + (try String.fetchOne(db, sql: "SELECT name FROM ledger_identity WHERE id = 1") ?? "")
    }

    /// What the audit is right now, provided that it goes on from the last one that was exported: a log
    /// never signs what contradicts an earlier signature of its own (C2SP tlog-checkpoint).
    ///
    /// - Parameter earlier: a further one that it must go on from, and its file.
    /// - Throws: `CheckpointError.rewritten`.
    package func takeCheckpoint(continuing earlier: (signed: SignedCheckpoint, file: String)? = nil) throws -> Checkpoint {
        try read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT count, hash FROM audit_head WHERE id = 1"),
                let head = row.digest("hash")
            else { throw LedgerError.unknown("audit") }
            if let last = try Self.latestCheckpoint(in: db), try Self.hash(of: last.count, in: db) != last.head?.bytes {
                throw CheckpointError.rewritten(count: last.count, place: last.place)
            }
            if let (signed, file) = earlier, try Self.hash(of: signed.checkpoint.count, in: db) != signed.checkpoint.head.bytes {
                throw CheckpointError.rewritten(count: signed.checkpoint.count, place: file)
            }
            return Checkpoint(origin: try Self.origin(in: db), count: row["count"], head: head, at: timekeeper.now())
        }
    }

    /// Takes a checkpoint, signs it, writes it to a file, and only then notes it, with an act of its own
    /// that the next checkpoint will cover.
    ///
    /// - Parameters:
    ///   - place: a file that does not exist, or a folder; `nil` where the caller shows the text.
    ///   - actor: who wants it.
    /// - Throws: `CheckpointError`.
    package func exportCheckpoint(signedBy key: CheckpointKey, to place: String?, by actor: String) throws
        -> (signed: SignedCheckpoint, file: String?)
    {
        // The files outlast what somebody does to the ledger's own notes.
        let earlier = place.flatMap { CheckpointFile.newest(in: $0, by: key) }
        var signed = try SignedCheckpoint(takeCheckpoint(continuing: earlier), signedBy: key)
        var file: String?
        if let place {
            let written = try CheckpointFile.write(signed, by: key, to: place)
            (signed, file) = (written.signed, written.file)
        }
        try note(signed.checkpoint, key: key.verifier, at: file ?? "-", by: actor)
        return (signed, file)
    }

    private func note(_ checkpoint: Checkpoint, key: CheckpointVerifier, at place: String, by actor: String) throws {
        try write { db in
            try db.execute(
                sql: "INSERT INTO checkpoints(count, hash, at, place) VALUES (?, ?, ?, ?)",
                arguments: [checkpoint.count, checkpoint.head.data, checkpoint.at.milliseconds, place])
            try AuditChain.append(
                "audit.checkpoint", by: actor, on: "audit/\(checkpoint.count)",
                [
                    ("head", .string(checkpoint.head.hex)), ("at", .string(checkpoint.at.description)),
                    ("place", .string(place)), ("key", .string(key.description)),
                ],
                at: timekeeper.now(), in: db)
        }
    }

    /// The checkpoint that was exported last.
    package func latestCheckpoint() throws -> CheckpointNote? {
        try read { try Self.latestCheckpoint(in: $0) }
    }

    private static func latestCheckpoint(in db: Database) throws -> CheckpointNote? {
        try Row.fetchOne(db, sql: "SELECT * FROM checkpoints ORDER BY id DESC LIMIT 1").map(CheckpointNote.init)
    }

    /// As it is stored, `nil` where there is no such row; recomputing it is for `auditVerify`.
    private static func hash(of seq: Int64, in db: Database) throws -> [UInt8]? {
        if seq == 0 { return AuditChain.start }
        return try Row.fetchOne(db, sql: "SELECT hash FROM audit WHERE seq = ?", arguments: [seq])?.bytes("hash")
    }
}
