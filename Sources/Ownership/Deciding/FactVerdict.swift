/// The current version of a fact as a statement about it sees it.
package struct CurrentFact: Sendable, Hashable {
    /// It has the very content that is stated.
    package var isSameContent: Bool
    /// It was stated by the same transfer.
    package var isOfSameTransfer: Bool

    package init(isSameContent: Bool, isOfSameTransfer: Bool) {
        self.isSameContent = isSameContent
        self.isOfSameTransfer = isOfSameTransfer
    }
}

/// What a statement means for one fact.
package enum FactVerdict: Sendable, Hashable {
    /// It becomes the current version, and replaces the one there is.
    case accept(replacing: Bool)
    case duplicate
    /// Kept beside, refused, or left to a person.
    case aside(Decision)

    /// - Parameters:
    ///   - decision: the guard's, for new content.
    ///   - again: the guard's, for content that is current already.
    ///   - asks: the interface asks before it corrects.
    ///   - isOldNews: the same file came before, and its content has been replaced since: sending an old file
    ///     again must not bring old content back.
    package init(
        _ decision: Decision, again: @autoclosure () -> Decision, current: CurrentFact?, asks: Bool,
        isOldNews: @autoclosure () throws -> Bool
    ) rethrows {
        guard let current else {
            self = decision.outcome == .accepted ? .accept(replacing: false) : .aside(decision)
            return
        }
        if current.isSameContent {
            let again = again()
            self = again.outcome == .duplicate ? .duplicate : .aside(again)
        } else if decision.outcome != .accepted {
            self = .aside(decision)
        } else if current.isOfSameTransfer {
            // Never silently overwritten: which of the two is meant, only a person can say.
            self = .aside(Decision(.quarantined, .repeatedKey, epoch: decision.epoch))
        } else if asks {
            self = .aside(Decision(.quarantined, .correction, epoch: decision.epoch))
        } else {
            self = try isOldNews() ? .duplicate : .accept(replacing: true)
        }
    }
}
