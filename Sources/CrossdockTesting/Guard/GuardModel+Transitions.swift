import Canonical
import Ownership

extension GuardModel {
    /// A step that people take together: everything is looked at again here, whatever was looked at before.
    package mutating func execute(_ act: CutoverAct, _ plan: Int, by person: Int, boundary: BusinessDate? = nil) throws(Refusal) {
        try permit(act, plan, person)
        if act != .shadow {
            guard let gates = plans[plan].gates, gates.act == act, gates.plan == GuardWorld.planDigests[plan][plans[plan].edition]
            else { throw Refusal(.requirements, "no gates") }
            guard !gates.isStale(at: now, freshHours: GuardWorld.freshHours), gates.isPassing, isPassing(act, plan) else {
                throw Refusal(.requirements, "the gates do not pass")
            }
        }
        let digest = GuardWorld.planDigests[plan][plans[plan].edition]
        let gates = gatesDigest(act, plan)
        let names = plans[plan].approvals.filter { $0.covers(act, plan: digest, gates: gates, at: now) }.map(\.person)
        let missing = mandate(act, plan).missing(people.filter { names.contains($0.name) })
        guard missing.isEmpty else { throw Refusal(.requirements, missing) }
        switch act {
        case .shadow:
            try enterShadow(plan, by: person)
        case .arm:
            guard let boundary else { throw Refusal(.request, "no boundary") }
            try move(plan, .arm(boundary), by: person)
        case .seal:
            try move(plan, .seal, by: person)
        default:
            throw Refusal(.request, "\(act) is not done by approval")
        }
        plans[plan].go = nil
    }

    /// The owner of today hands over to the other one of A and B.
    private mutating func enterShadow(_ plan: Int, by person: Int) throws(Refusal) {
        guard let cell = cells[GuardWorld.planCells[plan][0]] else { throw Refusal(.state, "no cell") }
        let to = cell.owner == "A" ? GuardWorld.b : GuardWorld.a
        guard standings[to] == .active else { throw Refusal(.state, "the new writer is retired") }
        try move(plan, .shadow(from: cell.owner, to: GuardWorld.writers[to]), by: person)
    }

    package mutating func vote(_ plan: Int, by person: Int) throws(Refusal) {
        try permit(.go, plan, person)
        guard let cell = cells[GuardWorld.planCells[plan][0]], cell.phase == .armed, let boundary = cell.boundary, boundary > opened
        else { throw Refusal(.state, "nothing to vote on") }
        plans[plan].go = now
        note(.voted, plan: plan, by: person, .go)
    }

    package mutating func abort(_ plan: Int, by person: Int) throws(Refusal) {
        try permit(.abort, plan, person)
        try move(plan, .abort, by: person)
        plans[plan].go = nil
    }

    /// One person, with an incident; the rollback begins at the first date that all its cells have not opened.
    package mutating func rollBack(_ plan: Int, by person: Int, incident: Int) throws(Refusal) {
        try permit(.rollback, plan, person)
        guard incident != 0 else { throw Refusal(.request, "no incident") }
        let starts = GuardWorld.planCells[plan].compactMap { cells[$0]?.nextUnopened(today: opened) }
        guard let start = starts.max() else { throw Refusal(.state, "no cell") }
        try move(plan, .rollback(start), by: person, incident: incident)
        plans[plan].unconfirmed = person
    }

    package mutating func confirm(_ plan: Int, by person: Int) throws(Refusal) {
        try permit(.confirm, plan, person)
        guard let first = plans[plan].unconfirmed, first != person else { throw Refusal(.state, "nothing to confirm") }
        plans[plan].unconfirmed = nil
        note(.executed, plan: plan, by: person, .confirm)
    }

    private func permit(_ act: CutoverAct, _ plan: Int, _ person: Int) throws(Refusal) {
        try Permission.check(
            people[person], for: act, domains: GuardWorld.planDomains[plan])
    }

    /// All cells of the plan or none, and in the same transaction whatever waits in them.
    mutating func move(_ plan: Int, _ transition: Transition, by person: Int, incident: Int = 0) throws(Refusal) {
        let ids = GuardWorld.planCells[plan]
        var next: [Cell] = []
        for id in ids {
            guard let cell = cells[id] else { throw Refusal(.state, "no cell") }
            next.append(try applying(transition, to: cell))
        }
        var mask = 0
        var pivots: [Int32?] = Array(repeating: nil, count: GuardWorld.cellCount)
        for (position, id) in ids.enumerated() {
            pivots[id] = pivot(of: transition, before: cells[id], after: next[position])
            cells[id] = next[position]
            mask |= 1 << id
        }
        moved |= mask
        // Approvals bind to the revisions of the cells.
        plans[plan].approvals = []
        plans[plan].gates = nil
        note(.executed, plan: plan, by: person, transition.act, incident: incident)
        decideAgain(cells: mask, from: pivots)
    }

    /// The earliest date whose authority the step may change: the boundary, the old one or the new one, or where
    /// a rollback begins.
    private func pivot(of transition: Transition, before: Cell?, after: Cell) -> Int32? {
        if case .rollback(let start) = transition { return start.days }
        return [before?.boundary?.days, after.boundary?.days].compactMap(\.self).min()
    }

    private func applying(_ transition: Transition, to cell: Cell) throws(Refusal) -> Cell {
        switch (variant, transition) {
        case (.noHighestDate, .arm), (.noHighestDate, .go):
            var naive = cell
            naive.highest = nil
            var next = try naive.applying(transition, today: clockDay)
            next.highest = cell.highest
            return next
        case (.rollbackRewritesOwner, .rollback):
            var next = try cell.applying(transition, today: opened)
            next.epochs = Array(cell.epochs.dropLast())
            return next
        default:
            return try cell.applying(transition, today: opened)
        }
    }
}
