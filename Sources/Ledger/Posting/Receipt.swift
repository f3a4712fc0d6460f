import Canonical

/// What became of a transfer.
package struct Receipt: Sendable, Hashable {
    package let transfer: TransferView
    package let unknownCodes: [UnknownCodeCount]
    /// Everything of the file that stood where a record can stand; of its original where it is a file that came again.
    /// Empty where nothing was counted.
    package let counts: FileCounts
    /// The answer to an earlier request with the same idempotency key.
    package let isReplay: Bool
}
