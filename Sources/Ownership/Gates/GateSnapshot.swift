import Canonical

/// The gates of one act on certain cells, evaluated at one moment: what people approve.
package struct GateSnapshot: Sendable, Hashable {
    package let act: CutoverAct
    package let plan: Digest
    /// What the comparison rests on beside the plan, and since when: empty where an earlier release did not know.
    package let basis: String
    /// By name, sorted: the act will move these and no others.
    package let cells: [String]
    /// Of each of them, in the same order: whatever moves a cell voids what was agreed on it.
    package let revisions: [Int]
    /// Exemptions in force, by number: what approvers knew to be different.
    package let exemptions: [Int64]
    package let results: [GateResult]
    package let at: Instant

    /// - Parameter cells: the revision of each, by name.
    package init(
        act: CutoverAct, plan: Digest, basis: String = "", cells: [String: Int], exemptions: [Int64], results: [GateResult], at: Instant
    ) {
        self.act = act
        self.plan = plan
        self.basis = basis
        self.cells = cells.keys.sorted()
        revisions = self.cells.map { cells[$0] ?? 0 }
        self.exemptions = exemptions.sorted()
        self.results = results
        self.at = at
    }

    package var isPassing: Bool { !results.isEmpty && results.allSatisfy { $0.status == .pass } }

    /// What an approval binds to. The figures behind a verdict may grow from day to day while it stays the
    /// same; the verdicts, the cells, their revisions, what was exempted and what the contracts mean may not.
    package var digest: Digest {
        let parts =
            [act.rawValue, plan.hex, basis] + zip(cells, revisions).map { "\($0) \($1)" } + exemptions.map(String.init)
            + results.map { "\($0.gate)=\($0.status) \($0.wanted)" }
        return .of(parts.map { "\($0.utf8.count):\($0)" }.joined())
    }

    /// Those of its cells that have moved since, or are no longer among these.
    package func moved(among present: [Cell]) -> [String] {
        let now = Dictionary(present.map { ($0.name, $0.revision) }, uniquingKeysWith: { $1 })
        return zip(cells, revisions).filter { now[$0] != $1 }.map(\.0)
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
