import Canonical

/// A step of a claimed pickup that is not a posting.
package enum PickupChange: Sendable, Hashable {
    /// Its bytes are in the archive under their digest.
    case staged(Digest, size: Int64)
    /// It changed while it was copied: wait until it is whole. `mtime` in milliseconds since 1970.
    case settling(size: Int64, mtime: Int64)
    /// Given up unharmed, as on shutdown: the next one starts where this one stands.
    case released
    /// A technical failure, tried again later: before staging from the beginning, after it from the
    /// archive, after posting or refusal only the clearing.
    case failed(String, nextAttempt: Instant)
    /// It was copied whole, and then the source could not be looked at again: should it be gone at the next
    /// try, these are its bytes.
    case copied(Digest)
    /// The source is about to be renamed to this hidden name beside it.
    case settingAside([UInt8])
    /// What stood at the source was not what was read. It is under its own name again, to be taken as new, or
    /// still under the hidden one, `keptAside`.
    case replaced(Finding, keptAside: [UInt8]?)
    /// The source was seen to; a refused file stays refused.
    case cleared(action: String)
    /// Gone before it was staged.
    case vanished
    /// Refused without a transfer, such as an empty file that the interface ignores.
    case refused(String)
}
