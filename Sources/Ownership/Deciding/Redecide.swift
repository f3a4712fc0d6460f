/// The same question about a record that was set aside, after its cell has changed or its day has begun.
///
/// The sender can no longer be told, so what would be refused at a door that answers is kept for a person.
package func redecide(_ submission: Submission, in cell: Cell?, repeatsCurrent: Bool = false) -> Decision {
    var submission = submission
    submission.door = .file
    return decide(submission, in: cell, repeatsCurrent: repeatsCurrent)
}

extension Reason {
    /// Whether the guard set the record aside for a state that may pass: it decides again when that changes.
    package var isPending: Bool { self == .futureDated || self == .boundaryPending || self == .shadowing }
}
