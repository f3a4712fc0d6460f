import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Starts a transfer, or says why there is nothing to post.
    ///
    /// Nothing to post is: an idempotency key that is known; or the same content, by the same writer
    /// under the same interface and version, whose every record is canonical already and still current. Where the
    /// earlier transfer had records set aside or rejected, it is processed in full again. A file of a drop that
    /// states again what is no longer current is left to a person, see `RepeatVerdict`.
    ///
    /// - Throws: `LedgerError.idempotencyConflict`, `.inFlight`, `.fenced`, `.malformed`.
    package func open(_ draft: TransferDraft) throws -> Opening {
        try draft.checkTexts()
        if let key = draft.idempotencyKey, let opening = try open(draft, key: key) { return opening }
        if let state = try read({ db in try interrupted(draft, in: db) }) {
            return .resume(Posting(self, draft, state), after: state.through)
        }
        // Looked up once without, and if there is one again within, the writing transaction.
        guard try read({ db in try Earlier(draft, in: db, weakened).verdict }) != .post else { return .new(Posting(self, draft)) }
        return try write { db in
            let earlier = try Earlier(draft, in: db, weakened)
            guard let original = earlier.original else { return .new(Posting(self, draft)) }
            switch earlier.verdict {
            case .duplicate: return .duplicate(try repeatTransfer(draft, of: original, in: db))
            case .ask: return .refused(try askAbout(draft, again: original, in: db))
            case .post: return .new(Posting(self, draft))
            }
        }
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

    private func repeatTransfer(_ draft: TransferDraft, of original: TransferView, in db: Database) throws
        -> Receipt
    {
        try answer(draft, for: original.records, as: .duplicate, .sameTransfer, in: db) { after, now in
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
        }
    }

    private func askAbout(_ draft: TransferDraft, again original: TransferView, in db: Database) throws -> Receipt {
        let rule = Reason.statedBefore.description
        let finding = Earlier.finding(of: original)
        return try answer(draft, for: original.records, as: .quarantined, .statedBefore, finding, in: db) { after, now in
            try TransferRow.close(after, .refused, refusal: rule, at: now, in: db)
            try draft.pickup?.move(to: .refused, transfer: after.transfer, in: db)
            try AuditChain.append(
                "transfer.refused", by: draft.actor, on: "transfer/\(after.transfer)",
                [
                    ("interface", .string(draft.reference)), ("digest", .string(draft.digest.hex)),
                    ("records", .integer(after.through)), ("rules", .string(rule)), ("of", .integer(Int(original.id))),
                ], at: now, in: db)
        }
    }

    /// Writes a transfer of which every record has the same outcome, without a look at them.
    private func answer(
        _ draft: TransferDraft, for records: Int, as outcome: Outcome, _ reason: Reason, _ finding: Finding? = nil, in db: Database,
        _ end: (PostingState, Instant) throws -> Void
    ) throws -> Receipt {
        let now = timekeeper.now()
        try draft.pickup?.check(in: db)
        let before = PostingState(transfer: try TransferRow.insert(draft, .posting, in: db))
        try TransferRow.abandonOthers(than: before.transfer, of: draft, at: now, in: db)
        var after = before
        after.through = records
        after.tally[outcome] = records
        if records > 0 {
            let run = OutcomeRun(number: 1, count: records, outcome: outcome, reason: reason, flags: 0, record: 0, aside: 0)
            try run.insert(transfer: after.transfer, in: db)
            try UsageRow.add(after.tally, [], of: draft, in: db)
        }
        if let finding { try ExceptionRow.insert(finding, record: 0, of: draft, &after, at: now, in: db) }
        try TransferRow.move(from: before, to: after, in: db)
        try end(after, now)
        return try TransferRow.receipt(after.transfer, isReplay: false, in: db)
    }
}
