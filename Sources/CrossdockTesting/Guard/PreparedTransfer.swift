import Canonical
import Ownership

/// A transfer that a worker has decided on and not committed yet, with what it saw.
package struct PreparedTransfer: Sendable {
    package var bytes: Int
    package var transfer: ModelTransfer
    /// The revision of each record's cell; 0 where there was none.
    package var revisions: [Int]
    package var decisions: [Decision]
    /// The standing of the writer's interface.
    package var standing: Standing
    /// The latest business date that had begun.
    package var today: BusinessDate
}
