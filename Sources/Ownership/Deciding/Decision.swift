import Canonical

/// What becomes of a record in one cell, and why.
package struct Decision: Sendable, Hashable {
    package let outcome: Outcome
    package let reason: Reason
    /// The epoch whose interval contains the business date; 0 where there is no cell or no date.
    package let epoch: Int

    package init(_ outcome: Outcome, _ reason: Reason = .none, epoch: Int = 0) {
        self.outcome = outcome
        self.reason = reason
        self.epoch = epoch
    }
}
