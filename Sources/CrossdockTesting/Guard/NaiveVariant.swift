/// Ways to build the guard that look right and are not: each is a mutation of the model, and each must break
/// an invariant.
package enum NaiveVariant: String, Sendable, CaseIterable, CustomStringConvertible {
    /// What was decided before a transition is committed after it.
    case noRevisionCheck
    /// Whoever owns the cell now owns whatever arrives now.
    case ownershipByArrival
    /// A record of an epoch that is not the latest is refused.
    case highestEpochFencing
    /// A rollback gives the dates since the boundary back to the old owner.
    case rollbackRewritesOwner
    /// Records that wait stay as they were decided first.
    case noRedecision
    /// A boundary may lie wherever the clock says that the day has not begun, whatever has been accepted.
    case noHighestDate

    package var description: String { rawValue }
}
