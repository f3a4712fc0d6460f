import Canonical
import Registry
import Translation

/// Mutates one good file many times and holds each result against the law.
package struct ConservationTrial: Sendable {
    package let seam: ConservationSeam
    package let tree: SourceTree
    package let original: ConservationAccount
    private let mutator: Mutator
    private let undetectable: [Undetectable]

    /// A difference of which nobody was told.
    package struct SilentDifference: Sendable {
        package let mutation: Mutation
        package let seed: UInt64
        package let text: String
        /// What the mutation changed, as the simplest reader sees it; empty where the file is not even well formed.
        package let changes: [SourceChange]
    }

    /// - Throws: `NotGood` where the file itself has findings, or is not well formed.
    package init(_ seam: ConservationSeam, _ bytes: [UInt8], undetectable: [Undetectable] = []) throws {
        self.seam = seam
        self.undetectable = undetectable
        original = try seam.account(of: bytes)
        guard let tree = SourceTree(bytes, seam.plan.definition.format), original.findings.isEmpty, original.fileFindings.isEmpty,
            original.count + original.passedOver > 0
        else {
            throw NotGood(file: seam.file, findings: original.findings + original.fileFindings)
        }
        self.tree = tree
        mutator = Mutator(tree)
    }

    package struct NotGood: Error {
        package let file: String
        package let findings: [Finding]
    }

    /// `rounds` mutations of `kinds` in turn.
    package func run(rounds: Int, seed: UInt64, kinds: [Mutation.Kind] = Mutation.Kind.allCases) throws -> Figures {
        var figures = Figures()
        for round in 0..<rounds {
            let kind = kinds[round % kinds.count]
            // A seed that finds nothing to do is followed by others, so that each kind has its share.
            for attempt in 0..<8 {
                let seed = seed &+ UInt64(round) &* 0x1_0000 &+ UInt64(attempt)
                guard let mutation = mutator.mutation(kind, seed: seed) else { continue }
                try judge(mutation, seed, &figures)
                break
            }
        }
        return figures
    }

    private func judge(_ mutation: Mutation, _ seed: UInt64, _ figures: inout Figures) throws {
        let changed = try seam.account(of: mutation.bytes)
        var verdict = ConservationVerdict(original: original, changed: changed)
        if !changed.broken.isEmpty { verdict = .silent }
        if verdict == .finding, changed.fileFindings.isEmpty, let beside = changed.changedFacts(from: original).first {
            figures.beside.append("\(mutation.what) (seed \(seed)): told of \(changed.findings.first?.rule ?? ""), but \(beside) changed")
        }
        guard verdict == .silent else { return figures.add(mutation.kind, verdict) }
        let changes = SourceTree(mutation.bytes, seam.plan.definition.format).map { tree.changes(to: $0) } ?? []
        if changed.broken.isEmpty, let reasons = Undetectable.reasons(undetectable, changes, in: tree) {
            for reason in reasons { figures.reasons[reason, default: 0] += 1 }
            return figures.add(mutation.kind, .undetectable)
        }
        figures.add(mutation.kind, .silent)
        figures.silent.append(
            SilentDifference(mutation: mutation, seed: seed, text: describe(mutation, seed, changed, changes), changes: changes))
    }

    private func describe(
        _ mutation: Mutation, _ seed: UInt64, _ changed: ConservationAccount, _ changes: [SourceChange]
    ) -> String {
        let start = max(0, mutation.offset - 40)
        func around(_ bytes: [UInt8]) -> String {
            SourceTree.text(bytes[min(start, bytes.count)..<min(bytes.count, mutation.offset + 60)]).debugDescription
        }
        var lines = [
            "silent difference: \(seam.plan.definition.reference) \(seam.file) \(mutation.kind.rawValue) seed \(seed): \(mutation.what)",
            "  was \(around(tree.bytes))", "  is  \(around(mutation.bytes))",
            "  records \(original.count) → \(changed.count), passed over \(original.passedOver) → \(changed.passedOver)",
        ]
        lines += changed.broken.map { "  broken: \($0)" }
        let (before, after) = (original.totals, changed.totals)
        let paths = Set(before.keys).union(after.keys).sorted().filter { before[$0] ?? 0 != after[$0] ?? 0 }
        lines += paths.prefix(8).map { "  sum of \($0): \(before[$0] ?? 0) → \(after[$0] ?? 0)" }
        let lost = original.facts.filter { changed.facts[$0.key] != $0.value }.sorted { $0.key < $1.key }
        let found = changed.facts.filter { original.facts[$0.key] != $0.value }.sorted { $0.key < $1.key }
        lines += lost.prefix(2).flatMap { fact in fact.value.sorted().prefix(2).map { "  - \(fact.key) \($0.prefix(700))" } }
        lines += found.prefix(2).flatMap { fact in fact.value.sorted().prefix(2).map { "  + \(fact.key) \($0.prefix(700))" } }
        lines += changes.prefix(4).map { "  change \($0)".prefix(400).description }
        return lines.joined(separator: "\n")
    }
}
