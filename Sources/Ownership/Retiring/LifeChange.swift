import Canonical

/// What somebody wants an interface's life to be; `nil` leaves a thing as it is.
package struct LifeChange: Sendable, Hashable {
    package var status: LifeStatus
    package var owner: String?
    package var successor: String?
    package var decommissionBy: BusinessDate?

    package init(
        status: LifeStatus, owner: String? = nil, successor: String? = nil, decommissionBy: BusinessDate? = nil
    ) {
        self.status = status
        self.owner = owner
        self.successor = successor
        self.decommissionBy = decommissionBy
    }
}
