import Ownership

/// One line of the outbox.
package struct ModelDelivery: Sendable, Hashable {
    package var target: Int
    package var act: DeliveryAct
    package var version: Int
    package var role: EgressRole
}
