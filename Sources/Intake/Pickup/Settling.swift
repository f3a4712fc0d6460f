import Canonical
import Ledger
import Transport

/// Decides from what polls see whether a file is whole. Pure: what was known, what is seen, our clock.
struct Settling {
    let drop: Drop

    /// What a poll knows of a file after it has seen it.
    func observe(_ entry: EndpointEntry, known: Pickup?, at now: Instant) -> Pickup {
        guard var pickup = known else {
            var new = Pickup(
                drop: drop.name, path: entry.name.bytes, state: .settling, size: Int64(clamping: entry.size), mtime: entry.mtime,
                firstSeen: now)
            new.unchangedPolls = 1
            return new
        }
        if pickup.isSame(entry) {
            pickup.unchangedPolls += 1
            // Our clock was set back: the age counts from now, late rather than early.
            if now < pickup.unchangedSince { pickup.unchangedSince = now }
        } else {
            pickup.size = Int64(clamping: entry.size)
            pickup.mtime = entry.mtime
            pickup.unchangedPolls = 1
            pickup.unchangedSince = now
        }
        if pickup.state == .discovered { pickup.state = .settling }
        return pickup
    }

    /// Whether the file may be taken now.
    func isWhole(_ pickup: Pickup, doneFileSeen: Bool, at now: Instant) -> Bool {
        if drop.doneSuffix != nil { return doneFileSeen }
        return pickup.unchangedPolls >= drop.settlePolls
            && now.milliseconds - pickup.unchangedSince.milliseconds >= Int64(drop.minimumAge) * 1000
    }
}
