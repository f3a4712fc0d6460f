import Canonical
import CrossdockTesting
import Ownership

extension GuardRun {
    /// 9: crash anywhere, before or after, never between. The process dies inside the transaction: nothing has
    /// happened, and the sender's second attempt goes as if it were the first.
    mutating func invariant9_beforeTheCommit(_ prepared: PreparedTransfer, _ records: Int) throws {
        let before = model
        var copy = model
        do {
            try copy.commit(prepared, dyingAfter: min(records, prepared.transfer.records.count))
            throw Violation(9, "the process did not die")
        } catch is ModelCrash {}
        guard model.receipts.count == before.receipts.count, model.versions.count == before.versions.count,
            model.outbox.count == before.outbox.count, model.archive[prepared.bytes] == before.archive[prepared.bytes]
        else { throw Violation(9, "half a transaction stayed") }
    }

    /// 9: the process dies after the commit and before the reply: the sender sends again, and every record that
    /// was kept is a duplicate.
    mutating func invariant9_afterTheCommit(_ prepared: PreparedTransfer) throws {
        let first = try Self.firstRecord(of: prepared, on: &model)
        let versions = model.versions.count
        let again = try Self.firstRecord(of: model.prepare(prepared.transfer, bytes: prepared.bytes), on: &model)
        guard model.versions.count == versions else { throw Violation(9, "sent again, something became canonical again") }
        for index in prepared.transfer.records.indices {
            let (was, became) = (model.received[first + index].outcome, model.received[again + index].outcome)
            let isAskedAgain =
                model.received[first + index].reason == .statedBefore && model.received[again + index].reason == .statedBefore
            guard became == .duplicate || (was == .rejected && became == .rejected) || isAskedAgain else {
                throw Violation(9, "\(was), and sent again \(became), not a duplicate")
            }
        }
    }

    /// 17: explain and the live path agree: explained on a copy that is thrown away, then done with nothing in
    /// between.
    mutating func invariant17_explainAgrees(_ transfer: ModelTransfer, _ bytes: Int) throws {
        var copy = model
        let explained = try Self.firstRecord(of: copy.prepare(transfer, bytes: bytes), on: &copy)
        let done = try Self.firstRecord(of: model.prepare(transfer, bytes: bytes), on: &model)
        for index in transfer.records.indices {
            let (said, did) = (copy.received[explained + index], model.received[done + index])
            guard said.outcome == did.outcome, said.reason == did.reason else {
                throw Violation(17, "explained \(said.outcome) \(said.reason), done \(did.outcome) \(did.reason)")
            }
        }
    }

    private static func firstRecord(of prepared: PreparedTransfer, on model: inout GuardModel) throws -> Int {
        let receipt = try model.commit(prepared)
        return model.receipts[receipt].first
    }
}
