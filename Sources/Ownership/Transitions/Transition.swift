import Canonical

/// A step of a cell's boundary. Towards safety (abort, rollback) one person steps at once; forward, two
/// people with evidence and time.
package enum Transition: Sendable, Hashable {
    /// The incoming writer begins to state facts beside.
    case shadow(from: String, to: String)
    /// The boundary is set; records from it on wait.
    case arm(BusinessDate)
    /// The incoming writer owns the dates from the boundary on.
    case go
    /// The boundary is taken back before it opens.
    case abort
    /// The outgoing writer owns again from this date on; the dates since the boundary keep their owner.
    case rollback(BusinessDate)
    /// The dates before the boundary are closed for good.
    case seal
    /// The shadow ends without a boundary: the owner stays alone.
    case leave

    package var act: CutoverAct {
        switch self {
        case .shadow: .shadow
        case .arm: .arm
        case .go: .go
        case .abort: .abort
        case .rollback: .rollback
        case .seal: .seal
        case .leave: .withdraw
        }
    }
}
