import Canonical
import GRDB
import Ownership

extension Ledger {
    private struct EnoughSeen: Error {}

    /// Posts a transfer in a transaction that is rolled back, and tells what would have become of each record.
    /// It is the posting itself, so it cannot say anything else than what the posting does.
    ///
    /// - Parameters:
    ///   - catchingUp: what time alone has made due would be done before the posting, and so it is before the rehearsal.
    ///   - feed: hands the batches over, in order.
    package func rehearse(
        _ draft: TransferDraft, catchingUp: Bool = false, _ feed: (@escaping (RecordBatch) throws -> Void) throws -> Void
    ) throws -> Rehearsal {
        if weakened == .lookingWrites { try catchUp() }
        var rehearsal = Rehearsal()
        let now = timekeeper.now()
        // Translated before the ledger is asked, so that nobody waits for that.
        var batches: [RecordBatch] = []
        var records = 0
        do {
            try feed { batch in
                batches.append(batch)
                records += batch.count
                if records >= Rehearsal.mostRecords { throw EnoughSeen() }
            }
        } catch is EnoughSeen {
            rehearsal.isCut = true
        }
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                if catchingUp { try catchUp(at: now, in: db) }
                try openDays(at: now, in: db)
                let earlier = try Earlier(draft, in: db, weakened)
                if let original = earlier.original, earlier.verdict != .post {
                    if earlier.verdict == .ask {
                        rehearsal.refusal = [Earlier.finding(of: original)]
                        rehearsal.tally[.quarantined] = original.records
                    } else {
                        rehearsal.duplicateOf = original.id
                        rehearsal.tally[.duplicate] = original.records
                    }
                    return .rollback
                }
                var state = PostingState(transfer: try TransferRow.insert(draft, .posting, in: db))
                for batch in batches {
                    let writer = try BatchWriter(db, draft, state, ledger: self, now: now)
                    writer.witness = { rehearsal.records.append($0) }
                    try writer.post(batch)
                    state = writer.state
                }
                rehearsal.tally = state.tally
                return .rollback
            }
        }
        return rehearsal
    }
}
