import Canonical

/// One person's agreement to one act, on exactly what they saw: the plan and the gates behind the digests.
package struct Approval: Sendable, Hashable {
    package let act: CutoverAct
    package let person: String
    package let plan: Digest
    /// The gate snapshot, for a shadow the cells; `nil` for a vote.
    package let gates: Digest?
    package let at: Instant

    package init(act: CutoverAct, person: String, plan: Digest, gates: Digest?, at: Instant) {
        self.act = act
        self.person = person
        self.plan = plan
        self.gates = gates
        self.at = at
    }

    /// Approvals are good for this long.
    package static let lifetime = Int64(7 * 86_400)

    package var expiry: Instant { at.adding(seconds: Self.lifetime) }

    /// Whether a vote is not older than a day when the boundary opens, however late the gateway finds that out.
    package func isFresh(when opening: Instant) -> Bool { at < opening && opening <= at.adding(seconds: 24 * 3600) }

    /// Whether it is for these digests and not too old. A clock that runs backwards keeps it good.
    package func covers(_ act: CutoverAct, plan: Digest, gates: Digest?, at now: Instant) -> Bool {
        self.act == act && self.plan == plan && self.gates == gates && now < expiry
    }
}
