import Canonical
import GRDB

/// One transfer on its way into the ledger. Belongs to one thread.
///
/// The transfer's own row is written with the first batch, so a small body costs one commit. After an
/// error the posting stands where its last commit left it: the same call may be made again.
package final class Posting {
    let ledger: Ledger
    let draft: TransferDraft
    var state: PostingState
    var isClosed = false

    init(_ ledger: Ledger, _ draft: TransferDraft, _ state: PostingState = PostingState()) {
        self.ledger = ledger
        self.draft = draft
        self.state = state
        if state.transfer != 0 { hold() }
    }

    deinit { letGo() }

    /// The transfer's id; `nil` before its first transaction.
    package var transfer: Int64? { state.transfer == 0 ? nil : state.transfer }
    /// The last record whose outcome is stored.
    package var postedThrough: Int { state.through }
    package var tally: Tally { state.tally }

    /// Posts a batch in one transaction: versions, facts, outcomes, exceptions, audit, progress.
    ///
    /// - Throws: `LedgerError.fenced` if the pickup's lease or the transfer was taken over,
    ///   `.outOfOrder` if records are missing before the batch, `.storageFull`, `.busy`. In all
    ///   cases nothing of the batch stays.
    package func post(_ batch: RecordBatch) throws {
        guard !isClosed else { throw LedgerError.closed }
        guard batch.count > 0, batch.last > state.through else { return }
        let now = ledger.timekeeper.now()
        state = try ledger.write { db in
            let before = try begin(at: now, in: db)
            let writer = try BatchWriter(db, draft, before, ledger: ledger, now: now)
            try writer.post(batch)
            try TransferRow.move(from: before, to: writer.state, in: db)
            try AuditChain.append(
                "records.posted", by: draft.actor, on: "transfer/\(before.transfer)",
                [("first", .integer(before.through + 1)), ("last", .integer(writer.state.through))]
                    + writer.summary,
                at: now, in: db)
            return writer.state
        }
        hold()
    }

    /// In a transaction: checks that the lease and the transfer are still ours, and writes the
    /// transfer's row if there is none yet.
    func begin(at now: Instant, in db: Database) throws -> PostingState {
        try draft.pickup?.check(in: db)
        try ledger.openDays(at: now, in: db)
        guard state.transfer == 0 else {
            try TransferRow.check(state, in: db)
            // Its held records may have been decided since its last batch.
            return try Ledger.state(of: state.transfer, in: db)
        }
        var state = state
        state.transfer = try TransferRow.insert(draft, .posting, in: db)
        try TransferRow.abandonOthers(than: state.transfer, of: draft, at: now, in: db)
        return state
    }

    func hold() { ledger.open.withLock { _ = $0.insert(state.transfer) } }
    func letGo() { ledger.open.withLock { _ = $0.remove(state.transfer) } }
}
