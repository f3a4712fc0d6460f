import CrossdockTesting

/// One run from a seed: at least `steps` random steps, an ending after which nothing waits, and one of the
/// comparisons of histories in turn.
struct GuardTrial {
    static let steps = 300

    let seed: UInt64
    var variant: NaiveVariant?
    /// Random steps before the ending: fewer of them shrink a failing run.
    var length = steps

    func play() throws -> TrialFigures {
        let turn = Int(seed % 4)
        var writer = ScriptWriter(seed: seed, staysInShadow: turn == 3)
        var run = GuardRun(variant: variant)
        for _ in 0..<length {
            let step = writer.next(run.model)
            try run.play(step, writer.script.transfers)
        }
        let random = writer.script.steps.count
        for step in writer.ending(run.model) { try run.play(step, writer.script.transfers) }
        try run.invariants.checkAtEnd(run.model)
        var figures = TrialFigures(steps: writer.script.steps.count)
        figures.transitions = run.model.cells.reduce(0) { $0 + ($1?.revision ?? 1) - 1 }
        figures.retirements = run.model.audit.reduce(0) { $0 + ($1.kind == .retired ? 1 : 0) }
        for case let cell? in run.model.cells where cell.phase != .sealed && cell.epochs[0].isSealed && cell.phase != .live {
            figures.sequels += 1
        }
        for row in run.model.audit where row.kind == .executed {
            if row.act == .go { figures.golive += 1 }
            if row.act == .rollback { figures.rollbacks += 1 }
            if row.act == .seal { figures.seals += 1 }
        }
        try compare(run.model, writer, random, turn, &figures)
        return figures
    }

    private func compare(_ model: GuardModel, _ writer: ScriptWriter, _ random: Int, _ turn: Int, _ figures: inout TrialFigures) throws {
        let script = writer.script.atomic
        var generator = writer.random
        var other = GuardRun(variant: variant, isChecked: false)
        switch turn {
        case 0:
            try Invariants.invariant4_replayChangesNothing(model)
            figures.balanced = try Invariants.invariant14_closingIsOpening(model, from: writer.script.transfers.count)
        case 1:
            try other.play(script.shuffled(&generator))
            figures.steps += script.steps.count
            figures.compared = try Invariants.invariant7_anyOrderSameContent(model, other.model)
            if figures.compared == 0 { figures.incomparable = 1 }
        case 2:
            let ending = script.steps.count - (writer.script.steps.count - random)
            try other.play(script.delayed(movable(model), before: ending, &generator))
            figures.steps += script.steps.count
            figures.compared = try Invariants.invariant7_anyOrderSameContent(model, other.model)
            if figures.compared == 0 { figures.incomparable = 1 }
        default:
            try other.play(script.without(writer: GuardWorld.b))
            figures.steps += script.steps.count
            try Invariants.invariant8_shadowWriterLeavesNoTrace(model, other.model)
        }
    }

    /// By the number of their bytes: transfers of which every record was kept on arrival.
    private func movable(_ model: GuardModel) -> [Bool] {
        var movable = Array(repeating: true, count: model.archive.count)
        for item in model.received where item.firstOutcome == .rejected || item.firstOutcome == .quarantined {
            movable[model.receipts[item.transfer].bytes] = false
        }
        return movable
    }

    /// The shortest prefix of random steps with which the run fails in the same invariant, and how it fails.
    func shrunk(_ violation: Violation) -> (length: Int, violation: Violation) {
        var best = (length: length, violation: violation)
        for length in 1..<length {
            var trial = self
            trial.length = length
            do { _ = try trial.play() } catch let found as Violation {
                if found.invariant == violation.invariant {
                    best = (length, found)
                    break
                }
            } catch {}
        }
        return best
    }

    /// The steps of the run, for people.
    func trace(_ length: Int) -> [String] {
        var writer = ScriptWriter(seed: seed, staysInShadow: seed % 4 == 3)
        var run = GuardRun(variant: variant, isChecked: false)
        var lines: [String] = []
        for number in 0..<length {
            let step = writer.next(run.model)
            let before = run.model.received.count
            try? run.play(step, writer.script.transfers)
            lines.append("\(number) day \(run.model.clockDay.days): \(step)")
            for item in run.model.received[before...] {
                lines.append(
                    "    \(GuardWorld.writers[item.writer]) \(item.door) fact \(item.record.fact) day \(item.record.day ?? 0) "
                        + "content \(item.record.content): \(item.outcome) \(item.reason)")
            }
            for index in run.model.cells.indices where run.model.moved & (1 << index) != 0 {
                if let cell = run.model.cells[index] {
                    lines.append(
                        "    cell \(index) \(cell.phase) \(cell.boundary?.days ?? 0) \(cell.epochs.map { ($0.number, $0.from?.days ?? 0, $0.writer) })"
                    )
                }
            }
            run.model.moved = 0
        }
        return lines
    }
}
