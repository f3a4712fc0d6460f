import Canonical

/// The gates of one act on certain cells, evaluated at one moment: what people approve.
package struct GateSnapshot: Sendable, Hashable {
    package let act: CutoverAct
    package let plan: Digest
    /// What the comparison rests on beside the plan, and since when: empty where an earlier release did not know.
    package let basis: String
    /// By name, sorted: the act will move these and no others.
    package let cells: [String]
    /// Exemptions in force, by number: what approvers knew to be different.
    package let exemptions: [Int64]
    package let results: [GateResult]
    package let at: Instant

    package init(
        act: CutoverAct, plan: Digest, basis: String = "", cells: [String], exemptions: [Int64], results: [GateResult], at: Instant
    ) {
        self.act = act
        self.plan = plan
        self.basis = basis
        self.cells = cells.sorted()
        self.exemptions = exemptions.sorted()
        self.results = results
        self.at = at
    }

    package var isPassing: Bool { !results.isEmpty && results.allSatisfy { $0.status == .pass } }

    /// What an approval binds to. The figures behind a verdict may grow from day to day while it stays the
    /// same; the verdicts, the cells, what was exempted and what the contracts mean may not.
    package var digest: Digest {
        let parts =
            [act.rawValue, plan.hex, basis] + cells + exemptions.map(String.init) + results.map { "\($0.gate)=\($0.status) \($0.wanted)" }
        return .of(parts.map { "\($0.utf8.count):\($0)" }.joined())
    }

    /// Whether it is too old to act on. A clock that runs backwards does not make it fresher than it was new.
    package func isStale(at now: Instant, freshHours: Int) -> Bool {
        now.seconds(since: at) >= Int64(freshHours) * 3600
    }

    /// The results as they count at `now`.
    package func results(at now: Instant, freshHours: Int) -> [GateResult] {
        guard isStale(at: now, freshHours: freshHours) else { return results }
        return results.map { $0.status == .pass ? GateResult($0.gate, .stale, found: $0.found, wanted: $0.wanted) : $0 }
    }
}
