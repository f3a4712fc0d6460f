import Canonical

/// The cutover guard: whether `submission` may become canonical in `cell`.
///
/// Total, pure and deterministic; the live path, `explain` and the tests call this one function.
/// First hit wins: retired interface, location, cell, business date, same content, table.
///
/// - Parameters:
///   - cell: `nil` where no cell exists and the charter lets nobody open one: fails closed.
///   - repeatsCurrent: the record's content equals the current version of the fact. Such a record is
///     a duplicate whoever sends it, so that replaying history changes nothing; only a statement that
///     would be kept beside is kept all the same, since a comparison needs it.
package func decide(
    _ submission: Submission, in cell: Cell?, repeatsCurrent: Bool = false
) -> Decision {
    let door = submission.door
    if submission.standing == .retired { return .refused(.retired, at: door) }
    if submission.isElsewhere { return .refused(.wrongLocation, at: door) }
    guard let cell else { return Decision(.quarantined, .noScope) }
    guard let date = submission.date else { return Decision(.quarantined, .undatable) }
    let epoch = cell.epoch(at: date)?.number ?? 0
    if date > submission.today {
        return date <= submission.today.adding(days: Submission.longestWait)
            ? Decision(.held, .futureDated, epoch: epoch)
            : Decision(.quarantined, .farFuture, epoch: epoch)
    }
    if submission.standing == .proposed { return Decision(.shadow, .proposed, epoch: epoch) }
    let ruling = Ruling(by: submission.writer, on: date, in: cell)
    if repeatsCurrent, ruling != .shadow { return Decision(.duplicate, .sameContent, epoch: epoch) }
    switch ruling {
    case .accept: return Decision(.accepted, epoch: epoch)
    case .acceptLate: return Decision(.accepted, .late, epoch: epoch)
    case .shadow: return Decision(.shadow, .shadowing, epoch: epoch)
    case .hold: return Decision(.held, .boundaryPending, epoch: epoch)
    case .quarantine: return Decision(.quarantined, .sealed, epoch: epoch)
    case .reject(let reason): return .refused(reason, at: door, epoch: epoch)
    }
}

extension Decision {
    /// A file has no way back to its sender: what REST refuses outright is kept for a person there.
    fileprivate static func refused(_ reason: Reason, at door: Door, epoch: Int = 0) -> Decision {
        Decision(door.answers ? .rejected : .quarantined, reason, epoch: epoch)
    }
}
