import Canonical
import Ledger
import Ownership

extension Charter {
    /// Everything is the legacy POS's.
    package static let forTests = Charter(rules: [CharterRule(writer: "legacy-pos")])
}

extension Ledger {
    /// Posts a whole transfer, the last batch with its end; the receipt of the earlier one where there is
    /// nothing to post.
    package func post(_ draft: TransferDraft, _ batches: RecordBatch...) throws -> Receipt {
        let posting: Posting
        switch try open(draft) {
        case .new(let fresh), .resume(let fresh, _): posting = fresh
        case .duplicate(let receipt), .refused(let receipt): return receipt
        }
        for batch in batches.dropLast() { try posting.post(batch) }
        return try posting.finish(last: batches.last)
    }
}
