import Canonical
import CrossdockTesting
import Ownership

/// Plays steps on a model and looks at the invariants after each of them.
struct GuardRun {
    var model: GuardModel
    var invariants: Invariants
    private var slots: [PreparedTransfer?] = [nil, nil, nil]
    private let isChecked: Bool

    /// - Parameter isChecked: `false` for a second playing of a script whose first one was checked.
    init(variant: NaiveVariant? = nil, isChecked: Bool = true) {
        model = GuardModel(variant: variant, transferCount: 300 + 2 * GuardWorld.factCount)
        invariants = Invariants()
        self.isChecked = isChecked
    }

    mutating func play(_ script: GuardScript) throws {
        for step in script.steps { try play(step, script.transfers) }
    }

    mutating func play(_ step: GuardStep, _ transfers: [ModelTransfer]) throws {
        switch step.kind {
        case .submit: try model.commit(model.prepare(transfers[step.a], bytes: step.a))
        case .prepare: slots[step.a] = model.prepare(transfers[step.b], bytes: step.b)
        case .commit: if let prepared = take(step.a) { try model.commit(prepared) }
        case .crashBefore: if let prepared = take(step.a) { try invariant9_beforeTheCommit(prepared, step.b) }
        case .crashAfter: if let prepared = take(step.a) { try invariant9_afterTheCommit(prepared) }
        case .explain: try invariant17_explainAgrees(transfers[step.a], step.a)
        case .clock: try move(seconds: step.a)
        case .tick: model.tick()
        default: act(step)
        }
        if isChecked { try invariants.check(&model) }
    }

    private mutating func take(_ slot: Int) -> PreparedTransfer? {
        defer { slots[slot] = nil }
        return slots[slot]
    }

    private mutating func move(seconds: Int) throws {
        guard isChecked, seconds < 0 else { return model.advance(seconds: Int64(seconds)) }
        let before = model
        model.advance(seconds: Int64(seconds))
        try Invariants.invariant16_clockMayRunBackwards(before, model)
    }

    /// People who may not, or steps that are not due, are refused; that is part of the play.
    private mutating func act(_ step: GuardStep) {
        do {
            switch step.kind {
            case .evaluate: model.evaluate(ScriptWriter.acts[step.a], step.b)
            case .approve: try model.approve(ScriptWriter.acts[step.a], step.b, by: step.c)
            case .execute:
                try model.execute(
                    ScriptWriter.acts[step.a], step.b, by: step.c, boundary: BusinessDate(days: Int32(step.d)))
            case .vote: try model.vote(step.a, by: step.b)
            case .abort: try model.abort(step.a, by: step.b)
            case .rollback: try model.rollBack(step.a, by: step.b, incident: 1)
            case .confirm: try model.confirm(step.a, by: step.b)
            case .edit: try model.edit(step.a)
            case .evidence: model.setEvidence(step.a, step.b == 1)
            case .toggle: model.toggle(person: step.a)
            case .retire: try model.retire(step.a)
            default: break
            }
        } catch {}
    }
}
