/// What a change means for others: those who read canonical records, and those who send the bytes.
package enum Compatibility: Int, Sendable, Comparable, CustomStringConvertible {
    /// Nobody notices.
    case full
    /// Old senders and readers go on; new ones can do more.
    case backward
    /// Somebody must change at the same time.
    case breaking

    package static func < (a: Compatibility, b: Compatibility) -> Bool { a.rawValue < b.rawValue }

    package var description: String {
        switch self {
        case .full: "fully compatible"
        case .backward: "backward compatible"
        case .breaking: "breaking"
        }
    }
}
