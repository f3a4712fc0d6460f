import Canonical

/// The cells that a plan's selectors mean at one moment: what its shadow will take, and what an approval of it binds to.
package struct CellSelection: Sendable, Hashable {
    /// By name, sorted.
    package let cells: [String]
    /// Where they are, sorted.
    package let locations: [String]
    /// Selectors that mean no cell, one sentence each.
    package let misses: [String]

    /// - Parameter present: all cells there are.
    package init(_ plan: CutoverPlan, among present: [Cell]) {
        let meant = present.filter { plan.covers($0.scope, domain: $0.domain) && $0.owner == plan.from.writer }
        cells = meant.map(\.name).sorted()
        locations = Set(meant.map(\.scope.location)).sorted()
        guard !meant.isEmpty else {
            misses = ["No open cell fits the plan's selector."]
            return
        }
        let missed =
            plan.locations.filter { name in !meant.contains { CharterRule.matches($0.scope.location, name) } }.map { "location \($0)" }
            + plan.domains.filter { domain in !meant.contains { $0.domain == domain } }.map { "domain \($0)" }
        misses = missed.map { what in
            "The \(what) fits no open cell that \(plan.from.writer) owns: correct the plan, or wait until its first \(plan.kind) has come."
        }
    }

    package var digest: Digest { .of(cells.map { "\($0.utf8.count):\($0)" }.joined()) }
}
