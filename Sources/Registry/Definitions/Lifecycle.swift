import Canonical

/// Where an interface is in its life. It acts: proposed posts nothing, retired is refused.
package struct Lifecycle: Sendable, Hashable {
    package enum Status: String, Sendable, CaseIterable {
        case proposed
        case strategic
        case transitional
        case retiring
        case retired

        /// Whether it is on its way out and must say where to and by when.
        package var mustEnd: Bool { self == .transitional || self == .retiring }
    }

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
