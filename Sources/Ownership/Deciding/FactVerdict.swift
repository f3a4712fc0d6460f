import Canonical

/// The current version of a fact as a statement about it sees it.
package struct CurrentFact: Sendable, Hashable {
    /// It has the very content that is stated.
    package var isSameContent: Bool
    /// It was stated by the same transfer.
    package var isOfSameTransfer: Bool
    /// Where the statement stands that made it current, or confirmed it last.
    package var order: StatementOrder

    package init(isSameContent: Bool, isOfSameTransfer: Bool, order: StatementOrder) {
        self.isSameContent = isSameContent
        self.isOfSameTransfer = isOfSameTransfer
        self.order = order
    }
}

/// What a statement means for one fact.
package enum FactVerdict: Sendable, Hashable {
    /// It becomes the current version, and replaces the one there is.
    case accept(replacing: Bool)
    /// It says what is current. Where it is the later word, it `confirms` that: nothing said before it can replace it now.
    case duplicate(confirms: Bool)
    /// Kept in the fact's history, since a later state is current.
    case superseded(Decision)
    /// Kept beside, refused, or left to a person.
    case aside(Decision)

    /// - Parameters:
    ///   - decision: the guard's, for new content.
    ///   - again: the guard's, for content that is current already.
    ///   - order: where the statement stands among others.
    ///   - asks: the interface asks before it corrects.
    ///   - lastOfDrop: see `StatementOrder.lateness(after:lastOfDrop:)`.
    package init(
        _ decision: Decision, again: @autoclosure () -> Decision, order: StatementOrder, current: CurrentFact?, asks: Bool,
        weakened: Weakening? = nil, lastOfDrop: () throws -> Int64?
    ) rethrows {
        guard let current else {
            self = decision.outcome == .accepted ? .accept(replacing: false) : .aside(decision)
            return
        }
        let lateness = weakened == .arrivalOrder ? nil : try order.lateness(after: current.order, lastOfDrop: lastOfDrop)
        if current.isSameContent {
            let again = again()
            self = again.outcome == .duplicate ? .duplicate(confirms: lateness == nil) : .aside(again)
        } else if decision.outcome != .accepted {
            self = .aside(decision)
        } else if current.isOfSameTransfer, !order.isOtherVersion(than: current.order) {
            // Never silently overwritten: which of the two is meant, only a person can say.
            self = .aside(Decision(.quarantined, .repeatedKey, epoch: decision.epoch))
        } else if let lateness {
            self = .superseded(Decision(.superseded, lateness, epoch: decision.epoch))
        } else if asks {
            self = .aside(Decision(.quarantined, .correction, epoch: decision.epoch))
        } else {
            self = .accept(replacing: true)
        }
    }
}
