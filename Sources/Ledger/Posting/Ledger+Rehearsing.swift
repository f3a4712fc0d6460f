import Canonical
import GRDB
import Ownership

extension Ledger {
    private struct EnoughSeen: Error {}

    /// Posts a transfer in a transaction that is rolled back, and tells what would have become of each record.
    /// It is the posting itself, so it cannot say anything else than what the posting does.
    ///
    /// - Parameter feed: hands the batches over, in order.
    package func rehearse(_ draft: TransferDraft, _ feed: (@escaping (RecordBatch) throws -> Void) throws -> Void) throws -> Rehearsal {
        var rehearsal = Rehearsal()
        let now = timekeeper.now()
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try openDays(at: now, in: db)
                if draft.standing == .active, let original = try Self.original(of: draft, in: db) {
                    rehearsal.duplicateOf = original.id
                    rehearsal.tally[.duplicate] = original.records
                    return .rollback
                }
                var state = PostingState(transfer: try TransferRow.insert(draft, .posting, in: db))
                do {
                    try feed { batch in
                        let writer = try BatchWriter(db, draft, state, ledger: self, now: now)
                        writer.witness = { rehearsal.records.append($0) }
                        try writer.post(batch)
                        state = writer.state
                        if rehearsal.records.count >= Rehearsal.mostRecords { throw EnoughSeen() }
                    }
                } catch is EnoughSeen {
                    rehearsal.isCut = true
                }
                rehearsal.tally = state.tally
                return .rollback
            }
        }
        return rehearsal
    }
}
