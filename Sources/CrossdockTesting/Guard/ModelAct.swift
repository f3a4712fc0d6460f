import Canonical
import Ownership

/// One row of the audit: who did what to which plan, on which digests.
package struct ModelAct: Sendable, Hashable {
    package enum Kind: Int, Sendable {
        case edited = 1
        case evaluated
        case approved
        case executed
        case voted
        case opened
        case retired
        case changedPerson
    }

    package var kind: Kind
    package var plan: Int
    /// -1 for the system itself.
    package var person: Int
    package var act: CutoverAct?
    /// Which edition of the plan, and so which digest.
    package var edition: Int
    package var isPassing: Bool
    /// The incident behind a rollback; 0 for none.
    package var incident: Int
    package var at: Instant
}
