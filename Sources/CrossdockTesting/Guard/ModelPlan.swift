import Canonical
import Ownership

/// A plan under way, with what has been agreed on it.
package struct ModelPlan: Sendable {
    /// Counts edits: each edition has its own digest.
    package var edition = 0
    /// Whether the evidence would let the gates pass if they were evaluated now.
    package var evidence = true
    package var gates: GateSnapshot?
    package var approvals: [Approval] = []
    /// When somebody who may has voted go; `nil` without a vote.
    package var go: Instant?
    /// A rollback that no second person has looked at: who made it.
    package var unconfirmed: Int?
}
