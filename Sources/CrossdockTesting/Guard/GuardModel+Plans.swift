import Canonical
import Ownership

extension GuardModel {
    /// Changes the plan: another digest, so that everything agreed on it is void.
    package mutating func edit(_ plan: Int) throws(Refusal) {
        let phase = cells[GuardWorld.planCells[plan][0]]?.phase
        guard phase != .armed else { throw Refusal(.state, "armed") }
        guard plans[plan].edition + 1 < GuardWorld.editions else { throw Refusal(.request, "edited too often") }
        plans[plan].edition += 1
        plans[plan].gates = nil
        note(.edited, plan: plan, by: GuardWorld.proposers[plan])
    }

    /// Whether the gates of an act would pass now.
    func isPassing(_ act: CutoverAct, _ plan: Int) -> Bool {
        guard plans[plan].evidence else { return false }
        guard act == .seal, tally[Outcome.held.rawValue] > 0 else { return true }
        // Nothing that is dated before the boundary may still wait.
        let ids = GuardWorld.planCells[plan]
        return !asides.contains { entry in
            guard entry.isOpen, entry.outcome == .held else { return false }
            let cell = GuardWorld.cell(of: entry.fact)
            guard ids.contains(cell), let day = received[entry.received].record.day else { return false }
            return day < cells[cell]?.boundary?.days ?? .max
        }
    }

    package mutating func evaluate(_ act: CutoverAct, _ plan: Int) {
        let passing = isPassing(act, plan)
        plans[plan].gates = GuardWorld.gates(act, plan: plan, edition: plans[plan].edition, isPassing: passing, at: now)
        note(.evaluated, plan: plan, by: -1, act, isPassing: passing)
    }

    /// The gates an approval of this act is bound to; `nil` where it has none.
    func gatesDigest(_ act: CutoverAct, _ plan: Int) -> Digest? {
        guard let gates = plans[plan].gates, gates.act == act else { return nil }
        return GuardWorld.gatesDigest(act, plan: plan, edition: plans[plan].edition, isPassing: gates.isPassing)
    }

    package mutating func approve(_ act: CutoverAct, _ plan: Int, by person: Int) throws(Refusal) {
        if let objection = mandate(act, plan).objection(to: people[person]) { throw Refusal(.permission, objection) }
        let digest = gatesDigest(act, plan)
        guard act == .shadow || digest != nil else { throw Refusal(.state, "evaluate the gates first") }
        plans[plan].approvals.append(
            Approval(
                act: act, person: people[person].name, plan: GuardWorld.planDigests[plan][plans[plan].edition], gates: digest, at: now))
        note(.approved, plan: plan, by: person, act, isPassing: plans[plan].gates?.isPassing ?? false)
    }

    func mandate(_ act: CutoverAct, _ plan: Int) -> Mandate {
        Mandate(
            act, authors: [GuardWorld.people[GuardWorld.proposers[plan]].name], domains: GuardWorld.planDomains[plan],
            isFinance: GuardWorld.planIsFinance[plan])
    }

    package mutating func setEvidence(_ plan: Int, _ isGood: Bool) { plans[plan].evidence = isGood }

    /// Somebody leaves or comes back.
    package mutating func toggle(person: Int) {
        people[person] = people[person].isActive ? GuardWorld.gone[person] : GuardWorld.people[person]
        note(.changedPerson, plan: -1, by: person)
    }

    /// A writer's interfaces take nothing any more: only where it owns no date that is still open, and is no
    /// party to a cutover under way.
    package mutating func retire(_ writer: Int) throws(Refusal) {
        let name = GuardWorld.writers[writer]
        for case let cell? in cells {
            if cell.epochs.contains(where: { $0.writer == name && !$0.isSealed }) { throw Refusal(.state, "it owns an open epoch") }
            if cell.phase != .sealed, cell.outgoing == name || cell.incoming == name { throw Refusal(.state, "a cutover is under way") }
        }
        guard cells.contains(where: { $0 != nil }), standings[writer] == .active else { throw Refusal(.state, "not used yet") }
        standings[writer] = .retired
        note(.retired, plan: -1, by: -1)
    }
}
