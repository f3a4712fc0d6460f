import Canonical

/// Where a contract says its interface is in its life. The ledger may know better: a version that was
/// published never changes, its life goes on.
package struct Lifecycle: Sendable, Hashable {
    package typealias Status = LifeStatus

    package var status: Status
    package var owner: String
    package var successor: String?
    package var decommissionBy: BusinessDate?

    /// What it should have said but does not.
    package var omissions: [String] {
        guard status.mustEnd else { return [] }
        return (successor == nil ? ["successor"] : []) + (decommissionBy == nil ? ["decommission-by"] : [])
    }
}
