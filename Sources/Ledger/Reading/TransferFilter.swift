import Canonical
import Ownership

/// Which transfers to list; `nil` means any.
package struct TransferFilter: Sendable, Hashable {
    package var state: TransferState?
    package var door: Door?
    /// The drop's name, or the API key's.
    package var source: String?
    package var interface: String?
    /// Received on this day, UTC.
    package var date: BusinessDate?
    package var digest: Digest?

    package init(
        state: TransferState? = nil, door: Door? = nil, source: String? = nil, interface: String? = nil,
        date: BusinessDate? = nil, digest: Digest? = nil
    ) {
        self.state = state
        self.door = door
        self.source = source
        self.interface = interface
        self.date = date
        self.digest = digest
    }
}
