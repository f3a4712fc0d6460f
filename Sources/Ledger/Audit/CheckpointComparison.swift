/// Holds checkpoints against a chain while it is recomputed row by row.
struct CheckpointComparison {
    private var waiting: ArraySlice<Checkpoint>
    /// The rows that a checkpoint has vouched for so far.
    private var vouched: Int64 = 0
    private(set) var contradiction: CheckpointContradiction?

    /// - Parameter origin: the name of the ledger that is read.
    init(_ checkpoints: [Checkpoint], origin: String) {
        waiting = checkpoints.sorted { $0.count < $1.count }[...]
        contradiction = checkpoints.first { $0.origin != origin }.map { .otherLedger($0, here: origin) }
    }

    /// To be called with every count of rows, 0 included, and the hash the chain has there.
    mutating func pass(_ count: Int64, _ hash: [UInt8]) {
        while let checkpoint = waiting.first, checkpoint.count == count {
            waiting.removeFirst()
            guard contradiction == nil else { continue }
            if checkpoint.head.bytes == hash {
                vouched = count
            } else {
                contradiction = .rowsDiffer(checkpoint, after: vouched)
            }
        }
    }

    /// To be called after the last row.
    mutating func end(_ rows: Int64) {
        guard contradiction == nil, let checkpoint = waiting.first else { return }
        contradiction = .rowsGone(checkpoint, rows: rows)
    }
}
