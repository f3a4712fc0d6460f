import Canonical

/// The life of one version of an interface as it stands: what its contract declares, or what people have
/// made of it since.
package struct Life: Sendable, Hashable {
    package var status: LifeStatus
    package var owner: String
    /// `ID` or `ID@VERSION`: where its senders go.
    package var successor: String?
    /// The last day it should be needed. Past it, it is overdue, and goes on carrying data.
    package var decommissionBy: BusinessDate?
    /// When the status began; `nil` where only the contract says so.
    package var since: Instant?
    /// How often the date was put off.
    package var slips: Int
    /// The latest date it was ever given, also where it has none any more: what a new one is measured by.
    package var latestDate: BusinessDate?

    package init(
        status: LifeStatus, owner: String, successor: String? = nil, decommissionBy: BusinessDate? = nil,
        since: Instant? = nil, slips: Int = 0
    ) {
        self.status = status
        self.owner = owner
        self.successor = successor
        self.decommissionBy = decommissionBy
        self.since = since
        self.slips = slips
        latestDate = decommissionBy
    }

    /// What it means to the guard.
    package var standing: Standing {
        switch status {
        case .proposed: .proposed
        case .strategic, .transitional, .retiring: .active
        case .retired: .retired
        }
    }

    /// Whether its date has passed without its end.
    package func isOverdue(on today: BusinessDate) -> Bool {
        status.mustEnd && (decommissionBy.map { $0 < today } ?? false)
    }
}
