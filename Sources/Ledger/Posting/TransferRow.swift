import Canonical
import GRDB
import Ownership

/// Writes rows of `transfers`.
enum TransferRow {
    static func insert(_ draft: TransferDraft, _ state: TransferState, in db: Database) throws -> Int64 {
        do {
            return try insertRow(draft, state, in: db)
        } catch let error as DatabaseError
            where draft.idempotencyKey != nil && error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
        {
            throw LedgerError.inFlight
        }
    }

    private static func insertRow(_ draft: TransferDraft, _ state: TransferState, in db: Database) throws
        -> Int64
    {
        let interface = try Interning.interface(draft.interface, version: draft.version, in: db)
        try db.execute(
            sql: """
                INSERT INTO transfers(door, source, name, interface, writer, size, digest, received_at, state,
                    posted_through, idempotency_key, pickup, standing, asks, restates)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
                """,
            arguments: [
                draft.door.rawValue, draft.source, draft.name, interface,
                try Interning.writer(draft.writer, in: db), draft.size, draft.digest.data,
                draft.receivedAt.milliseconds, state.rawValue, draft.idempotencyKey,
                draft.pickup?.pickup, draft.standing.rawValue, draft.correction == .ask,
                draft.restates,
            ])
        let id = db.lastInsertedRowID
        try UsageRow.begin(draft, interface: interface, in: db)
        return id
    }

    /// Whether the transfer still stands where this posting left it.
    static func check(_ state: PostingState, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM transfers WHERE id = ? AND state = 1 AND posted_through = ?")
        guard try Int.fetchOne(statement, arguments: [state.transfer, state.through]) != nil else {
            throw LedgerError.fenced
        }
    }

    /// Stores progress. The transfer must still stand where this posting left it.
    static func move(from before: PostingState, to after: PostingState, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE transfers SET posted_through = ?, accepted = ?, duplicate = ?, shadow = ?, held = ?,
                    quarantined = ?, rejected = ?, superseded = ?, flagged = ?, exceptions_listed = ?,
                    exceptions_not_listed = ?
                WHERE id = ? AND state = ? AND posted_through = ?
                """)
        try statement.execute(arguments: [
            after.through, after.tally[.accepted], after.tally[.duplicate], after.tally[.shadow],
            after.tally[.held], after.tally[.quarantined], after.tally[.rejected],
            after.tally[.superseded], after.tally.flagged, after.listed, after.notListed, after.transfer,
            TransferState.posting.rawValue, before.through,
        ])
        guard db.changesCount == 1 else { throw LedgerError.fenced }
    }

    /// Ends a transfer after proving that its stored outcomes add up to the records received.
    static func close(
        _ state: PostingState, _ end: TransferState, refusal: String?, at now: Instant, in db: Database
    ) throws {
        let stored = try Int.fetchOne(
            db, sql: "SELECT coalesce(sum(count), 0) FROM outcomes WHERE transfer = ?",
            arguments: [state.transfer])
        guard stored == state.through, state.tally.total == state.through else {
            throw LedgerError.countsDisagree(records: state.through, outcomes: state.tally.total)
        }
        try db.execute(
            sql: "UPDATE transfers SET state = ?, finished_at = ?, refusal = ? WHERE id = ?",
            arguments: [end.rawValue, now.milliseconds, refusal, state.transfer])
    }

    /// A file whose posting was interrupted and that is now translated under another version of its
    /// interface starts afresh: the earlier transfer keeps what it posted and is not resumed.
    static func abandonOthers(
        than transfer: Int64, of draft: TransferDraft, at now: Instant, in db: Database
    ) throws {
        guard let pickup = draft.pickup?.pickup else { return }
        let others = try Int64.fetchAll(
            db, sql: "SELECT id FROM transfers WHERE pickup = ? AND state = ? AND id <> ?",
            arguments: [pickup, TransferState.posting.rawValue, transfer])
        for other in others {
            try db.execute(
                sql: "UPDATE transfers SET state = ?, finished_at = ? WHERE id = ?",
                arguments: [TransferState.abandoned.rawValue, now.milliseconds, other])
            try AuditChain.append(
                "transfer.abandoned", by: draft.actor, on: "transfer/\(other)",
                [("successor", .integer(Int(transfer)))], at: now, in: db)
        }
    }

    /// Whether an earlier transfer has posted some of the same file of a drop.
    static func isTakenAgain(_ draft: TransferDraft, _ transfer: Int64, in db: Database) throws -> Bool {
        guard let pickup = draft.pickup?.pickup else { return false }
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM transfers WHERE pickup = ? AND id < ?)")
        return try Bool.fetchOne(statement, arguments: [pickup, transfer]) ?? false
    }

    static func receipt(_ id: Int64, isReplay: Bool, in db: Database) throws -> Receipt {
        guard let view = try TransferView.fetch(id, in: db) else { throw LedgerError.unknown("transfer") }
        return Receipt(
            transfer: view, unknownCodes: try UnknownCodeCount.fetch(of: id, in: db),
            counts: try CountRows.fetch(of: view.duplicateOf ?? id, in: db), isReplay: isReplay)
    }
}
