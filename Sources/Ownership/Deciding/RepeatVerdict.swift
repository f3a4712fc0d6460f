import Canonical

/// What it means that the very bytes of a transfer have come before, through the same interface and by the same writer.
package enum RepeatVerdict: Sendable, Hashable {
    /// What has become of everything that the earlier transfer stated.
    package enum Standing: Sendable, Hashable {
        /// All of it is still the last word.
        case current
        /// Some of it is not, and where it is not, the state that is current has a later version: saying it again changes
        /// nothing.
        case older
        /// Some of it was replaced, and would be current again if it were stated again.
        case replaced
    }

    /// It says what is current anyway: nothing is posted.
    case duplicate
    /// It is a statement like any other.
    case post
    /// Whether it means to take back what was said since, or was only sent twice, a person must say.
    case ask

    /// - Parameters:
    ///   - door: a request, and a file that a person hands over, are statements made now; a file in a drop may have been
    ///     left there, or sent again, by accident.
    ///   - isComplete: every record of the earlier transfer became canonical, or was so already.
    ///   - isRetry: it is the earlier transfer itself, taken or translated once more; what it states keeps its place.
    package init(at door: Door, _ standing: Standing, isComplete: Bool, isRetry: Bool, weakened: Weakening? = nil) {
        if isComplete, standing == .current || weakened == .onceCurrent {
            self = .duplicate
        } else if door == .file, standing == .replaced, !isRetry, weakened != .onceCurrent {
            self = .ask
        } else {
            self = .post
        }
    }
}

extension RepeatVerdict.Standing {
    /// Of a statement that is not the last word any more.
    ///
    /// - Parameters:
    ///   - version: what it says of itself.
    ///   - current: what the state that is current says of itself.
    package init(version: Int64?, current: Int64?) {
        guard let current, version.map({ $0 < current }) ?? true else {
            self = .replaced
            return
        }
        self = .older
    }
}
