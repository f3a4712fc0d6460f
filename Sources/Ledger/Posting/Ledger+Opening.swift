import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Starts a transfer, or says why there is nothing to post.
    ///
    /// Nothing to post is: an idempotency key that is known; or the same content, by the same writer
    /// under the same interface and version, whose every record is canonical already. Where the
    /// earlier transfer had records set aside or rejected, it is processed in full again.
    ///
    /// - Throws: `LedgerError.idempotencyConflict`, `.inFlight`, `.fenced`.
    package func open(_ draft: TransferDraft) throws -> Opening {
        if let key = draft.idempotencyKey, let opening = try open(draft, key: key) { return opening }
        if let state = try read({ db in try interrupted(draft, in: db) }) {
            return .resume(Posting(self, draft, state), after: state.through)
        }
        // Looked up once without, and if there is one again within, the writing transaction.
        guard try read({ db in try Self.original(of: draft, in: db) }) != nil
        else { return .new(Posting(self, draft)) }
        let receipt = try write { db in
            try Self.original(of: draft, in: db).map { try repeatTransfer(draft, of: $0, in: db) }
        }
        return receipt.map(Opening.duplicate) ?? .new(Posting(self, draft))
    }

    private func open(_ draft: TransferDraft, key: String) throws -> Opening? {
        try read { db in
            let known = try Row.fetchOne(
                db,
                sql: """
                    SELECT t.id, t.digest, t.state, i.name FROM transfers t JOIN interfaces i ON i.id = t.interface
                    WHERE t.source = ? AND t.idempotency_key = ?
                    """,
                arguments: [draft.source, key])
            guard let known else { return nil }
            guard known.digest("digest") == draft.digest, known["name"] == draft.interface else {
                throw LedgerError.idempotencyConflict
            }
            let id: Int64 = known["id"]
            guard known["state"] == TransferState.posting.rawValue else {
                return .duplicate(try TransferRow.receipt(id, isReplay: true, in: db))
            }
            guard !open.withLock({ $0.contains(id) }) else { throw LedgerError.inFlight }
            let state = try Self.state(of: id, in: db)
            return .resume(Posting(self, draft, state), after: state.through)
        }
    }

    /// A transfer of the same content that a crash cut short.
    private func interrupted(_ draft: TransferDraft, in db: Database) throws -> PostingState? {
        let candidates = try Int64.fetchAll(
            db,
            sql: """
                SELECT t.id FROM transfers t
                JOIN interfaces i ON i.id = t.interface JOIN writers w ON w.id = t.writer
                WHERE t.state = 1 AND t.digest = ? AND t.source = ? AND t.pickup IS ?
                    AND t.idempotency_key IS ? AND i.name = ? AND i.version = ? AND w.name = ?
                ORDER BY t.id
                """,
            arguments: [
                draft.digest.data, draft.source, draft.pickup?.pickup, draft.idempotencyKey,
                draft.interface, draft.version, draft.writer,
            ])
        let crashed = candidates.first { id in !open.withLock { $0.contains(id) } }
        return try crashed.map { try Self.state(of: $0, in: db) }
    }

    static func state(of id: Int64, in db: Database) throws -> PostingState {
        guard let view = try TransferView.fetch(id, in: db) else { throw LedgerError.unknown("transfer") }
        return PostingState(
            transfer: id, through: view.postedThrough, tally: view.tally,
            listed: view.exceptionsListed, notListed: view.exceptionsNotListed,
            hasToldOfMore: try ExceptionRow.hasToldOfMore(id, in: db))
    }

    static func original(of draft: TransferDraft, in db: Database) throws -> TransferView? {
        guard try LifeRow.standing(of: draft, in: db) == .active else { return nil }
        let id = try Int64.fetchOne(
            db,
            sql: """
                SELECT t.id FROM transfers t
                JOIN interfaces i ON i.id = t.interface JOIN writers w ON w.id = t.writer
                WHERE t.digest = ? AND t.state = 2 AND t.duplicate_of IS NULL
                    AND i.name = ? AND i.version = ? AND w.name = ?
                    AND t.accepted + t.duplicate = t.posted_through
                    AND NOT EXISTS (
                        SELECT 1 FROM outcomes o WHERE o.transfer = t.id AND o.outcome = 2 AND o.record IS NULL)
                ORDER BY t.id LIMIT 1
                """,
            arguments: [draft.digest.data, draft.interface, draft.version, draft.writer])
        return try id.flatMap { try TransferView.fetch($0, in: db) }
    }

    private func repeatTransfer(_ draft: TransferDraft, of original: TransferView, in db: Database) throws
        -> Receipt
    {
        let now = timekeeper.now()
        try draft.pickup?.check(in: db)
        let before = PostingState(transfer: try TransferRow.insert(draft, .posting, in: db))
        try TransferRow.abandonOthers(than: before.transfer, of: draft, at: now, in: db)
        var after = before
        after.through = original.records
        after.tally[.duplicate] = original.records
        if original.records > 0 {
            let run = OutcomeRun(
                number: 1, count: original.records, outcome: .duplicate, reason: .sameTransfer,
                flags: 0, record: 0, aside: 0)
            try run.insert(transfer: after.transfer, in: db)
            try UsageRow.add(after.tally, [], of: draft, in: db)
        }
        try TransferRow.move(from: before, to: after, in: db)
        try db.execute(
            sql: "UPDATE transfers SET duplicate_of = ? WHERE id = ?",
            arguments: [original.id, after.transfer])
        try TransferRow.close(after, .posted, refusal: nil, at: now, in: db)
        try draft.pickup?.move(to: .posted, transfer: after.transfer, in: db)
        try AuditChain.append(
            "transfer.repeated", by: draft.actor, on: "transfer/\(after.transfer)",
            [
                ("of", .integer(Int(original.id))), ("digest", .string(draft.digest.hex)),
                ("records", .integer(after.through)),
            ], at: now, in: db)
        return try TransferRow.receipt(after.transfer, isReplay: false, in: db)
    }
}
