import Canonical

/// How a ledger's audit and a checkpoint of it disagree.
package enum CheckpointContradiction: Sendable, Hashable, CustomStringConvertible {
    /// The checkpoint is of another ledger.
    case otherLedger(Checkpoint, here: String)
    /// The audit has fewer rows than the checkpoint covers.
    case rowsGone(Checkpoint, rows: Int64)
    /// A row up to the checkpoint's last is not the one that the checkpoint covers. Up to `after`, which
    /// an earlier checkpoint vouches for, all is well.
    case rowsDiffer(Checkpoint, after: Int64)

    package var description: String {
        switch self {
        case .otherLedger(let checkpoint, let here):
            "the checkpoint of \(checkpoint.at) is of another ledger: \(checkpoint.origin), and this is \(here)"
        case .rowsGone(let checkpoint, let rows):
            "rows are gone: the checkpoint of \(checkpoint.at) covers \(checkpoint.count), the audit ends with row \(rows)"
        case .rowsDiffer(let checkpoint, let after):
            (after + 1 < checkpoint.count ? "a row from \(after + 1) to \(checkpoint.count)" : "row \(checkpoint.count)")
                + " differs from what the checkpoint of \(checkpoint.at) covers: it was changed, removed, moved or replaced"
        }
    }

    package var checkpoint: Checkpoint {
        switch self {
        case .otherLedger(let checkpoint, _), .rowsGone(let checkpoint, _), .rowsDiffer(let checkpoint, _): checkpoint
        }
    }
}
