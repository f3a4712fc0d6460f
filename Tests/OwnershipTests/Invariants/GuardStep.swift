/// One step of a run. What the numbers mean depends on the kind.
struct GuardStep: Sendable, Hashable {
    enum Kind: Sendable {
        /// transfer: prepared and committed with nothing in between.
        case submit
        /// slot, transfer.
        case prepare
        /// slot.
        case commit
        /// slot, records before the process dies: nothing has happened, the sender sends again.
        case crashBefore
        /// slot: committed, and the sender never hears of it.
        case crashAfter
        /// transfer: explained first, then sent.
        case explain
        /// seconds.
        case clock
        case tick
        /// act, plan.
        case evaluate
        /// act, plan, person.
        case approve
        /// act, plan, person, boundary.
        case execute
        /// plan, person.
        case vote, abort, rollback, confirm
        /// plan.
        case edit
        /// plan, 1 for good evidence.
        case evidence
        case toggle
        case retire
    }

    var kind: Kind
    var a = 0
    var b = 0
    var c = 0
    var d = 0

    init(_ kind: Kind, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0) {
        self.kind = kind
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }
}
