import Canonical

/// Where a posting stands after its last commit.
struct PostingState {
    /// 0 before the first transaction.
    var transfer: Int64 = 0
    /// The last record whose outcome is stored.
    var through = 0
    var tally = Tally()
    var listed = 0
    var notListed = 0
    /// Whether one exception stands for those that are only counted.
    var hasToldOfMore = false

    /// So many exceptions of a transfer are kept one by one; the rest are counted, and one more stands for them.
    static let mostListed = 1000
}
