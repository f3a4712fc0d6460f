import Canonical

/// What became of a transfer.
package struct Receipt: Sendable, Hashable {
    package let transfer: TransferView
    package let unknownCodes: [UnknownCodeCount]
    /// The answer to an earlier request with the same idempotency key.
    package let isReplay: Bool
}
