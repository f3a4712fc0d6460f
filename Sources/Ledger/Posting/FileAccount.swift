import Canonical

/// What the translation says of a whole file, beside its records: for the receipt, and for the proof that nothing got lost
/// between the two.
package struct FileAccount: Sendable {
    package var counts: FileCounts
    /// Canonical records that it made, good and bad.
    package var records: Int
    /// Groups that no map wanted.
    package var passedOver: Int

    package init(counts: FileCounts = FileCounts(), records: Int = 0, passedOver: Int = 0) {
        self.counts = counts
        self.records = records
        self.passedOver = passedOver
    }
}
