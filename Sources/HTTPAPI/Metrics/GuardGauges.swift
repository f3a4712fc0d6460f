import Canonical
import Ledger
import Ownership

/// The guard's figures, as Prometheus reads them.
struct GuardGauges {
    let figures: GuardFigures

    func write(to text: inout MetricsText) {
        func answers(_ isAgain: Bool) -> [([(String, String)], Double)] {
            figures.answers.filter { $0.isAgain == isAgain }.map { answer in
                let reason = answer.reason == .none ? "none" : answer.reason.description
                return ([("outcome", answer.outcome.description), ("reason", reason)], Double(answer.count))
            }
        }
        text.gauges("crossdock_guard_decisions", answers(false))
        text.gauges("crossdock_guard_redecisions", answers(true))
        text.gauges("crossdock_guard_unauthorised_writes", [([], Double(figures.unauthorised))])
        text.gauges("crossdock_guard_late_records", [([], Double(figures.late))])
        text.gauges("crossdock_guard_held_records", [([], Double(figures.held))])
        text.gauges("crossdock_guard_scopes_without_owner", [([], Double(figures.scopesWithoutOwner))])
        text.gauges("crossdock_guard_unconfirmed_rollbacks", [([], Double(figures.unconfirmedRollbacks))])
        text.gauges("crossdock_guard_cells", Phase.allCases.map { ([("phase", $0.description)], Double(figures.cells[$0] ?? 0)) })
        func parity(_ name: String, _ value: (GuardFigures.Parity) -> Int) {
            text.gauges(name, figures.parity.map { ([("cutover", $0.cutover)], Double(value($0))) })
        }
        parity("crossdock_cutover_facts_compared", \.facts)
        parity("crossdock_cutover_facts_agreeing", \.good)
        parity("crossdock_cutover_facts_unexplained", \.unexplained)
    }
}
