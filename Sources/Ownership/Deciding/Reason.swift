/// Why a record has its outcome. The raw values are stored in the ledger, the names are public; both
/// are never reused.
package enum Reason: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// Nothing to explain: accepted on time.
    case none = 0

    // The guard's own.
    case noScope = 1
    case undatable = 2
    case futureDated = 3
    case farFuture = 4
    case notOwner = 5
    case handedOver = 6
    case sealed = 7
    case boundaryPending = 8
    case shadowing = 9
    case proposed = 10
    case retired = 11
    case late = 12
    case sameContent = 13
    /// The drop does not speak for this location.
    case wrongLocation = 14

    // Found while posting.
    case repeatedKey = 20
    case correction = 21
    case untranslatable = 22
    case fileRefused = 23
    case sameTransfer = 24
    /// The file came before, and what it stated then is no longer current.
    case statedBefore = 25

    // Why a statement is not the later word on its facts.
    /// The current state has a later version.
    case olderVersion = 26
    /// A later file of the same drop has stated it.
    case earlierFile = 27
    /// A transfer that arrived later has stated it.
    case earlierArrival = 28

    /// The stable name, as tables, answers and metrics spell it.
    package var description: String {
        switch self {
        case .none: ""
        case .noScope: "no-scope"
        case .undatable: "undatable"
        case .futureDated: "future-dated"
        case .farFuture: "far-future"
        case .notOwner: "not-owner"
        case .handedOver: "handed-over"
        case .sealed: "sealed"
        case .boundaryPending: "boundary-pending"
        case .shadowing: "shadow"
        case .proposed: "proposed"
        case .retired: "retired"
        case .late: "late"
        case .sameContent: "same-content"
        case .wrongLocation: "wrong-location"
        case .repeatedKey: "repeated-key"
        case .correction: "correction"
        case .untranslatable: "untranslatable"
        case .fileRefused: "file-refused"
        case .sameTransfer: "same-transfer"
        case .statedBefore: "stated-before"
        case .olderVersion: "older-version"
        case .earlierFile: "earlier-file"
        case .earlierArrival: "earlier-arrival"
        }
    }

    /// It is the guard's answer to a store-day rather than to a record, so one exception tells it for all.
    package var isOfStoreDay: Bool {
        switch self {
        case .noScope, .notOwner, .handedOver, .sealed, .retired, .late, .wrongLocation: true
        default: false
        }
    }

    /// The domain belongs to somebody else. A record that is accepted in another domain loses nothing
    /// by that: each owner speaks for its own.
    package var isForeign: Bool { self == .notOwner || self == .handedOver }
}
