import Canonical
import GRDB

/// An exported checkpoint as the ledger remembers it. It proves nothing: what proves is the file, in a
/// place that the ledger's owner cannot write.
package struct CheckpointNote: Sendable, Hashable {
    /// Audit rows it covers.
    package let count: Int64
    package let head: Digest?
    package let at: Instant
    /// The file, or `-` where it was only printed.
    package let place: String

    init(_ row: Row) {
        count = row["count"]
        head = row.digest("hash")
        at = row.moment("at")
        place = row.text("place")
    }
}
