import Canonical
import Ledger
import Ownership
import Translation

/// Something that has come in, and all that is known about it before its first byte is read.
package struct Arrival: Sendable {
    package var door: Door
    /// The drop, the API key or the user it came through.
    package var source: String
    /// For people; never a path.
    package var name: String
    package var plan: Plan
    /// From the credential or the drop, never from the payload.
    package var writer: String
    package var idempotencyKey: String?
    package var pickup: PickupStep?
    /// Selectors of the locations it may speak for; empty means any.
    package var locations: [String] = []
    /// The transfer whose statements it makes again.
    package var restates: Int64?

    package init(
        door: Door, source: String, name: String, plan: Plan, writer: String, idempotencyKey: String? = nil,
        pickup: PickupStep? = nil
    ) {
        self.door = door
        self.source = source
        self.name = name
        self.plan = plan
        self.writer = writer
        self.idempotencyKey = idempotencyKey
        self.pickup = pickup
    }
}
