import Canonical
import GRDB
import Ownership

extension Posting {
    /// Posts the last batch, closes the transfer and moves the pickup on, in one transaction.
    ///
    /// - Parameters:
    ///   - findings: what the file breaks as a whole, found only after some of it was posted: a person is told.
    ///   - account: what the translation says of the whole file; `nil` where nothing was counted.
    ///   - pickup: the lease the file is held by; the draft's where `nil`.
    /// - Throws: `LedgerError.countsDisagree` if the outcomes do not add up to the records, or these are not all that the
    ///   translation made; nothing of the transaction stays.
    package func finish(
        last batch: RecordBatch? = nil, findings: [Finding] = [], account: FileAccount? = nil, pickup: PickupStep? = nil
    ) throws -> Receipt {
        guard !isClosed else { throw LedgerError.closed }
        let now = ledger.timekeeper.now()
        let step = pickup ?? draft.pickup
        let (after, receipt) = try ledger.write { db in
            let before = try begin(at: now, in: db)
            let writer = try BatchWriter(db, draft, before, ledger: ledger, now: now)
            if let batch, batch.count > 0 { try writer.post(batch) }
            var after = writer.state
            for finding in findings { try ExceptionRow.insert(finding, record: finding.record, of: draft, &after, at: now, in: db) }
            try TransferRow.move(from: before, to: after, in: db)
            try TransferRow.close(after, .posted, refusal: nil, at: now, in: db)
            if let account {
                guard account.records == after.through else {
                    throw LedgerError.countsDisagree(records: account.records, outcomes: after.through)
                }
                try CountRows.store(account, of: after.transfer, in: db)
            }
            let counted: [(String, JSONText)] =
                account.map { account in
                    [
                        ("passedOver", .integer(account.counts.total(.passedOver))),
                        ("ignored", .integer(account.counts.total(.ignored))),
                    ]
                } ?? []
            try step?.move(to: .posted, transfer: after.transfer, in: db)
            try AuditChain.append(
                "transfer.posted", by: draft.actor, on: "transfer/\(after.transfer)",
                [
                    ("interface", .string(draft.reference)), ("digest", .string(draft.digest.hex)),
                    ("records", .integer(after.through)),
                    ("last", .object(writer.summary)), ("total", .object(after.tally.details)),
                ] + counted, at: now, in: db)
            return (after, try TransferRow.receipt(after.transfer, isReplay: false, in: db))
        }
        end(after)
        return receipt
    }

    /// Refuses the whole transfer: nothing of it becomes canonical. Its `records` count as
    /// quarantined, so that totals add up; their bytes are in the archive.
    ///
    /// - Parameter account: as of `finish`.
    /// - Throws: `LedgerError.alreadyPosting` once a batch has been posted.
    package func refuse(_ findings: [Finding], records: Int, account: FileAccount? = nil, pickup: PickupStep? = nil) throws -> Receipt {
        guard !isClosed else { throw LedgerError.closed }
        guard state.through == 0 else { throw LedgerError.alreadyPosting }
        let now = ledger.timekeeper.now()
        let step = pickup ?? draft.pickup
        let (after, receipt) = try ledger.write { db in
            let before = try begin(at: now, in: db)
            var after = before
            if records > 0 {
                let run = OutcomeRun(
                    number: 1, count: records, outcome: .quarantined, reason: .fileRefused, flags: 0,
                    record: 0, aside: 0)
                try run.insert(transfer: after.transfer, in: db)
                after.tally[.quarantined] = records
                after.through = records
                try UsageRow.add(after.tally, [], of: draft, in: db)
            }
            for finding in findings {
                try ExceptionRow.insert(
                    finding, record: finding.record, of: draft, &after, at: now, in: db)
            }
            try TransferRow.move(from: before, to: after, in: db)
            if let account { try CountRows.store(account, of: after.transfer, in: db) }
            let rules = Set(findings.map(\.rule)).sorted().joined(separator: ", ")
            try TransferRow.close(after, .refused, refusal: rules, at: now, in: db)
            try step?.move(to: .refused, transfer: after.transfer, in: db)
            try AuditChain.append(
                "transfer.refused", by: draft.actor, on: "transfer/\(after.transfer)",
                [
                    ("interface", .string(draft.reference)), ("digest", .string(draft.digest.hex)),
                    ("records", .integer(records)), ("rules", .string(rules)),
                ], at: now, in: db)
            return (after, try TransferRow.receipt(after.transfer, isReplay: false, in: db))
        }
        end(after)
        return receipt
    }

    private func end(_ after: PostingState) {
        state = after
        isClosed = true
        letGo()
    }
}
