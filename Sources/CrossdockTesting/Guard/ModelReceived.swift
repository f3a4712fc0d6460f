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
    /// The version that it became, or whose content it repeats; -1 for none.
    package var version = -1
    /// The received record beside whose content it repeats; -1 for none.
    package var repeats = -1
}
