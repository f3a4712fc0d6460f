import CrossdockTesting

/// What happened in a run, so that it can be played again in another order or with something left out.
struct GuardScript: Sendable {
    var steps: [GuardStep] = []
    /// By the number of their bytes.
    var transfers: [ModelTransfer] = []

    /// The same with every transfer in one go, at the moment it was committed.
    var atomic: GuardScript {
        var slots = [0, 0, 0]
        var flat = GuardScript(steps: [], transfers: transfers)
        for step in steps {
            switch step.kind {
            case .prepare: slots[step.a] = step.b
            case .commit: flat.steps.append(GuardStep(.submit, slots[step.a]))
            case .crashAfter:
                flat.steps.append(GuardStep(.submit, slots[step.a]))
                flat.steps.append(GuardStep(.submit, slots[step.a]))
            case .crashBefore: break
            case .explain: flat.steps.append(GuardStep(.submit, step.a))
            default: flat.steps.append(step)
            }
        }
        return flat
    }

    func without(writer: Int) -> GuardScript {
        var less = self
        less.steps.removeAll { $0.kind == .submit && transfers[$0.a].writer == writer }
        return less
    }

    /// Whether the order of two transfers matters: one writer states one fact in both.
    func areOrdered(_ first: Int, _ second: Int) -> Bool {
        let (first, second) = (transfers[first], transfers[second])
        guard first.writer == second.writer else { return false }
        return first.records.contains { record in second.records.contains { $0.fact == record.fact } }
    }

    /// The same transfers in another order, none of them across a step that is not a transfer.
    func shuffled(_ random: inout SeededGenerator) -> GuardScript {
        var other = self
        for start in steps.indices where steps[start].kind == .submit {
            var index = start
            var distance = random.below(4)
            while distance > 0, index > 0, other.steps[index - 1].kind == .submit,
                !areOrdered(other.steps[index - 1].a, other.steps[index].a)
            {
                other.steps.swapAt(index - 1, index)
                index -= 1
                distance -= 1
            }
        }
        return other
    }

    /// The same with some of `movable` arriving later, across whatever happens in between, up to `end`.
    func delayed(_ movable: [Bool], before end: Int, _ random: inout SeededGenerator) -> GuardScript {
        var other = self
        var index = min(end, steps.count) - 1
        while index >= 0 {
            if other.steps[index].kind == .submit, movable[other.steps[index].a], random.below(3) == 0 {
                var at = index
                var distance = 1 + random.below(24)
                while distance > 0, at + 1 < end,
                    other.steps[at + 1].kind != .submit || !areOrdered(other.steps[at].a, other.steps[at + 1].a)
                {
                    other.steps.swapAt(at, at + 1)
                    at += 1
                    distance -= 1
                }
            }
            index -= 1
        }
        return other
    }
}

extension SeededGenerator {
    /// A number from 0 to `limit` - 1.
    mutating func below(_ limit: Int) -> Int { Int(truncatingIfNeeded: next() >> 33) % limit }
}
