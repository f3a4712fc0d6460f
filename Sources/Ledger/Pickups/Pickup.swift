import Canonical
import GRDB

/// A file of a drop, as the ledger knows it.
package struct Pickup: Sendable, Hashable {
    /// Its arrival number, see `Ledger.observe(_:)`; 0 until the ledger has stored it.
    package var id: Int64 = 0
    package var drop: String
    /// The raw bytes of its name within the drop, whatever their encoding.
    package var path: [UInt8]
    /// 1 for the first file of that name, 2 for the next. Given by the ledger.
    package var generation = 1
    package var state: PickupState
    package var size: Int64
    /// As the drop's server says it, in milliseconds since 1970, 0 where it says nothing: whole seconds
    /// over SFTP, finer in a local folder. Order and identity never rest on it alone.
    package var mtime: Int64
    package var unchangedPolls = 0
    package var firstSeen: Instant
    package var unchangedSince: Instant
    package var owner: String?
    package var fence: Int64 = 0
    package var expires: Instant?
    package var digest: Digest?
    package var transfer: Int64?
    package var attempts = 0
    package var nextAttempt: Instant?
    /// Short and safe to show: no secrets, no business data.
    package var lastError: String?
    /// What was done to the source, such as `move`, `delete` or `leave`; `nil` until it has been seen to.
    package var clearAction: String?
    /// Whether nothing is left to do: its source has been seen to, or it was gone before it was taken.
    package var isDone: Bool { clearAction != nil || state == .vanished }

    package init(
        drop: String, path: [UInt8], state: PickupState = .discovered, size: Int64, mtime: Int64,
        firstSeen: Instant
    ) {
        self.drop = drop
        self.path = path
        self.state = state
        self.size = size
        self.mtime = mtime
        self.firstSeen = firstSeen
        self.unchangedSince = firstSeen
    }

    /// Among files that one look saw first.
    func isEarlier(than other: Pickup) -> Bool {
        mtime != other.mtime ? mtime < other.mtime : path.lexicographicallyPrecedes(other.path)
    }

    init(_ row: Row) {
        self.init(
            drop: row["drop_name"], path: row.bytes("path"),
            state: PickupState(rawValue: row["state"]) ?? .failed, size: row["size"],
            mtime: row["mtime"], firstSeen: row.moment("first_seen"))
        id = row["id"]
        generation = row["generation"]
        unchangedPolls = row["unchanged_polls"]
        unchangedSince = row.moment("unchanged_since")
        owner = row["owner"]
        fence = row["fence"]
        expires = row.instant("expires")
        digest = row.digest("digest")
        transfer = row["transfer"]
        attempts = row["attempts"]
        nextAttempt = row.instant("next_attempt")
        lastError = row["last_error"]
        clearAction = row["clear_action"]
    }
}
