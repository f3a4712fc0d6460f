import Canonical
import Ownership

/// What is known of a transfer before its first record: what the pipeline hands to `Ledger.open`.
package struct TransferDraft: Sendable {
    package var door: Door
    /// The drop's name, or the API key's.
    package var source: String
    /// The file's name, for people; never used as a path.
    package var name: String
    package var interface: String
    package var version: String
    /// From the credential or the drop, never from the payload.
    package var writer: String
    /// Selectors of the locations its drop speaks for; empty means any.
    package var locations: [String]
    /// The domains the interface speaks for.
    package var states: [String]
    package var standing: Standing
    package var correction: Correction
    package var size: Int
    package var digest: Digest
    package var receivedAt: Instant
    /// Unique per source.
    package var idempotencyKey: String?
    /// The lease under which a file is posted; checked in every transaction.
    package var pickup: PickupStep?
    /// The transfer whose statements it makes again; they keep the place among others that they had then.
    package var restates: Int64?

    package init(
        door: Door, source: String, name: String, interface: String, version: String, writer: String,
        states: [String], standing: Standing = .active, correction: Correction = .replace, size: Int,
        digest: Digest, receivedAt: Instant, idempotencyKey: String? = nil, pickup: PickupStep? = nil,
        locations: [String] = [], restates: Int64? = nil
    ) {
        self.door = door
        self.source = source
        self.name = name
        self.interface = interface
        self.version = version
        self.writer = writer
        self.states = states
        self.standing = standing
        self.correction = correction
        self.size = size
        self.digest = digest
        self.receivedAt = receivedAt
        self.idempotencyKey = idempotencyKey
        self.pickup = pickup
        self.locations = locations
        self.restates = restates
    }

    /// - Throws: `LedgerError.malformed` for texts that could not be stored as they are.
    func checkTexts() throws {
        _ = try source.storable("The name of the drop, key or user")
        _ = try name.storable("The file's name")
        _ = try idempotencyKey?.storable("The idempotency key")
    }

    func speaks(for location: String) -> Bool {
        locations.isEmpty || locations.contains { CharterRule.matches(location, $0) }
    }

    var actor: String { "\(door):\(source)" }
    var reference: String { "\(interface)@\(version)" }
}
