/// Where a file of a drop stands. The raw values are stored in the ledger and never reused.
package enum PickupState: Int, Sendable, CaseIterable, CustomStringConvertible {
    case discovered = 1
    case settling = 2
    case claimed = 3
    case staged = 4
    case posted = 5
    /// Posted, and the source was moved, deleted or left as the drop says.
    case cleared = 6
    /// The whole file was refused; its bytes are in the archive. Its source is seen to as a posted one's.
    case refused = 7
    /// A technical failure before its bytes were in the archive; tried again later.
    case failed = 8
    /// Gone before it could be taken.
    case vanished = 9

    /// Whether nothing will be posted any more. Its source may still be waiting to be seen to: see
    /// `Pickup.isDone`.
    package var isFinal: Bool { self == .cleared || self == .refused || self == .vanished }

    /// Whether the file has not been claimed yet, so that a poll may say what it sees.
    var isObservable: Bool { self == .discovered || self == .settling || self == .failed }

    package var description: String {
        switch self {
        case .discovered: "discovered"
        case .settling: "settling"
        case .claimed: "claimed"
        case .staged: "staged"
        case .posted: "posted"
        case .cleared: "cleared"
        case .refused: "refused"
        case .failed: "failed"
        case .vanished: "vanished"
        }
    }
}
