import Canonical
import Ownership

/// One received record and what became of it.
package struct ModelReceived: Sendable, Hashable {
    package var transfer: Int
    package var writer: Int
    package var door: Door
    package var asks: Bool
    package var record: ModelRecord
    /// What it is now; changes when the guard decides again.
    package var outcome: Outcome
    package var reason: Reason
    /// What it was on arrival.
    package var firstOutcome: Outcome
    package var firstReason: Reason
}
