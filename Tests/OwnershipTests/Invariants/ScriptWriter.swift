import Canonical
import CrossdockTesting
import Ownership

/// Invents the next step from what the gateway looks like now: mostly transfers, some of them split in two, and
/// people who mostly, not always, do the sensible thing.
struct ScriptWriter {
    var random: SeededGenerator
    private(set) var script = GuardScript()
    private var busy = [false, false, false]
    /// The new writer never becomes live.
    let staysInShadow: Bool

    init(seed: UInt64, staysInShadow: Bool) {
        random = SeededGenerator(seed: seed)
        self.staysInShadow = staysInShadow
        script.steps.reserveCapacity(400)
        script.transfers.reserveCapacity(300)
    }

    mutating func next(_ model: GuardModel) -> GuardStep {
        let step = invent(model)
        script.steps.append(step)
        return step
    }

    /// Steps after which nothing waits any more.
    mutating func ending(_ model: GuardModel) -> [GuardStep] {
        var steps = busy.indices.filter { busy[$0] }.map { GuardStep(.commit, $0) }
        // However far the clock has run backwards, the last day that anything is dated on begins.
        let days = Int(model.opened.days - model.clockDay.days) + Submission.longestWait + 1
        for _ in 0..<2 { steps += [GuardStep(.clock, 43_200 * days), GuardStep(.tick)] }
        script.steps += steps
        return steps
    }

    private mutating func invent(_ model: GuardModel) -> GuardStep {
        let dice = random.below(100)
        if dice < 52 { return send(model) }
        if dice < 62 { return clock(model) }
        if dice < 65 { return GuardStep(.tick) }
        if dice < 67 { return odd(model) }
        return step(of: random.below(GuardWorld.planCells.count), model)
    }

    private mutating func send(_ model: GuardModel) -> GuardStep {
        let dice = random.below(16)
        let slot = random.below(3)
        if busy[slot], dice < 6 {
            busy[slot] = false
            if dice == 0 { return GuardStep(.crashBefore, slot, random.below(3)) }
            return GuardStep(dice == 1 ? .crashAfter : .commit, slot)
        }
        let transfer: Int
        if dice > 12, !script.transfers.isEmpty {
            transfer = random.below(script.transfers.count)
        } else {
            script.transfers.append(transferNow(model))
            transfer = script.transfers.count - 1
        }
        if !busy[slot], dice < 7 {
            busy[slot] = true
            return GuardStep(.prepare, slot, transfer)
        }
        return GuardStep(dice == 12 ? .explain : .submit, transfer)
    }

    private mutating func transferNow(_ model: GuardModel) -> ModelTransfer {
        let dice = random.below(100)
        let writer = dice < 45 ? 0 : dice < 82 ? 1 : dice < 88 ? 2 : dice < 94 ? 3 : 4
        let size = [1, 1, 1, 1, 2, 2, 3][random.below(7)]
        var records: [ModelRecord] = []
        records.reserveCapacity(size)
        for _ in 0..<size { records.append(record(model.opened.days)) }
        return ModelTransfer(writer: writer, door: random.below(2) == 0 ? .file : .rest, asks: random.below(10) == 0, records: records)
    }

    private mutating func record(_ today: Int32) -> ModelRecord {
        let dice = random.below(100)
        let ahead = dice < 40 ? -random.below(6) : dice < 65 ? 0 : dice < 97 ? 1 + random.below(7) : 8 + random.below(3)
        let day = today + Int32(ahead)
        let cell = random.below(50) == 0 ? 4 : random.below(4)
        let fact = GuardWorld.fact(day: day, number: random.below(GuardWorld.factsPerDay), cell: cell)
        let content = fact * 4 + (random.below(3) == 0 ? 1 + random.below(2) : 0)
        if dice == 0 { return ModelRecord(fact: fact, day: nil, content: content) }
        return ModelRecord(fact: fact, day: day, content: content)
    }

    private mutating func clock(_ model: GuardModel) -> GuardStep {
        let hours = [1, 3, 6, 12, 12, 24, 24, 30, 48, -2, -30, -80][random.below(12)]
        let last = GuardWorld.firstDay + 45
        let seconds = model.clockDay.days > last && hours > 0 ? 60 : hours * 3600 + random.below(600)
        return GuardStep(.clock, seconds)
    }

    private mutating func odd(_ model: GuardModel) -> GuardStep {
        switch random.below(4) {
        case 0: GuardStep(.toggle, awayOrBack(model))
        case 1: GuardStep(.retire, random.below(2))
        case 2: GuardStep(.evidence, random.below(3), 0)
        default: GuardStep(.edit, random.below(3))
        }
    }

    /// Whoever is away comes back more often than somebody leaves.
    private mutating func awayOrBack(_ model: GuardModel) -> Int {
        let person = random.below(GuardWorld.people.count)
        return random.below(3) > 0 ? model.people.firstIndex { !$0.isActive } ?? person : person
    }

    private mutating func step(of plan: Int, _ model: GuardModel) -> GuardStep {
        let cell = model.cells[GuardWorld.planCells[plan][0]]
        if !model.plans[plan].evidence, random.below(3) == 0 { return GuardStep(.evidence, plan, 1) }
        if random.below(12) == 0 { return anything(plan, model) }
        switch cell?.phase ?? .legacy {
        case .legacy, .sealed: return forward(.shadow, plan, model)
        case .shadow: return forward(.arm, plan, model)
        case .armed:
            // A day that has begun at a boundary that still waits: records are held.
            if let boundary = cell?.boundary, boundary <= model.opened, random.below(3) > 0 { return send(model) }
            if staysInShadow { return GuardStep(random.below(4) == 0 ? .abort : .tick, plan, random.below(6)) }
            return GuardStep(random.below(8) == 0 ? .abort : random.below(2) == 0 ? .vote : .tick, plan, [0, 9, 1, 5][random.below(4)])
        case .live:
            if model.plans[plan].unconfirmed != nil { return GuardStep(.confirm, plan, random.below(6)) }
            if random.below(24) == 0 { return GuardStep(.rollback, plan, random.below(6)) }
            return forward(.seal, plan, model)
        }
    }

    /// What lacks for a step, or the step itself.
    private mutating func forward(_ act: CutoverAct, _ plan: Int, _ model: GuardModel) -> GuardStep {
        let number = Self.acts.firstIndex(of: act) ?? 0
        if act != .shadow, model.plans[plan].gates?.act != act || random.below(12) == 0 { return GuardStep(.evaluate, number, plan) }
        let wanted = act == .shadow ? 1 : 2
        if model.plans[plan].approvals.count < wanted || random.below(3) == 0 {
            let likely = act == .seal ? [4, 0, 4, 0, 9, 4, 1] : [0, 1, 4, 9, 3, 4, 0]
            return GuardStep(.approve, number, plan, random.below(4) == 0 ? random.below(10) : likely[random.below(7)])
        }
        let nearby = random.below(3) == 0 ? random.below(8) - 5 : 1 + random.below(4)
        let boundary = Int(model.opened.days) + nearby
        return GuardStep(.execute, number, plan, random.below(4) == 0 ? random.below(10) : [2, 0, 3][random.below(3)], boundary)
    }

    private mutating func anything(_ plan: Int, _ model: GuardModel) -> GuardStep {
        let person = random.below(10)
        switch random.below(5) {
        case 0: return GuardStep(.abort, plan, person)
        case 1: return GuardStep(.rollback, plan, person)
        case 2: return GuardStep(.execute, random.below(3), plan, person, Int(model.opened.days) + random.below(4))
        case 3: return staysInShadow ? GuardStep(.tick) : GuardStep(.vote, plan, person)
        default: return GuardStep(.approve, random.below(3), plan, person)
        }
    }

    /// The acts that a step names by number.
    static let acts: [CutoverAct] = [.shadow, .arm, .seal]
}
