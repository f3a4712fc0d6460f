extension ConservationTrial {
    /// How many mutations of each kind ended how.
    package struct Figures: Sendable {
        private var counts: [Mutation.Kind: [ConservationVerdict: Int]] = [:]
        /// How often each reason why nobody can see a change was used.
        package internal(set) var reasons: [String: Int] = [:]
        /// Where something was told and something else changed, which nobody told.
        package internal(set) var beside: [String] = []
        package internal(set) var silent: [SilentDifference] = []

        package init() {}

        mutating func add(_ kind: Mutation.Kind, _ verdict: ConservationVerdict) { counts[kind, default: [:]][verdict, default: 0] += 1 }

        package static func += (a: inout Figures, b: Figures) {
            a.counts.merge(b.counts) { $0.merging($1, uniquingKeysWith: +) }
            a.reasons.merge(b.reasons, uniquingKeysWith: +)
            a.beside += b.beside
            a.silent += b.silent
        }

        package var tried: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

        package func count(_ kind: Mutation.Kind, _ verdict: ConservationVerdict) -> Int { counts[kind]?[verdict] ?? 0 }

        /// One line for each kind of mutation, and one for all of them.
        package var table: String {
            let heads = ["mutation", "tried", "identical", "finding", "flagged", "passed over", "undetectable", "silent"]
            func line(_ name: String, _ kinds: [Mutation.Kind]) -> [String] {
                let figures = ConservationVerdict.allCases.map { verdict in kinds.reduce(0) { $0 + count($1, verdict) } }
                return [name, "\(figures.reduce(0, +))"] + figures.map(String.init)
            }
            let kinds = Mutation.Kind.allCases.filter { counts[$0] != nil }
            let rows = [heads] + kinds.map { line($0.rawValue, [$0]) } + [line("all", kinds)]
            let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
            return rows.map { row in
                row.enumerated().map { index, cell in
                    let blanks = String(repeating: " ", count: widths[index] - cell.count)
                    return index == 0 ? cell + blanks : blanks + cell
                }.joined(separator: "  ")
            }.joined(separator: "\n")
        }
    }
}
