import Canonical
import Ownership

/// A record that was set aside.
package struct ModelAside: Sendable, Hashable {
    package var fact: Int
    /// The received record it is.
    package var received: Int
    package var outcome: Outcome
    package var reason: Reason
    /// Still beside; `false` once it has become canonical or a duplicate.
    package var isOpen: Bool
    /// The entry before it for the same fact; -1 for none.
    package var previous: Int
}
