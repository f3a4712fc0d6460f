import Canonical
import Ledger
import Translation

extension FileAccount {
    init(_ summary: TranslationSummary) {
        self.init(counts: summary.counts, records: summary.records, passedOver: summary.passedOver)
    }
}

extension TranslationSummary {
    /// What is wrong with a file in which something stood where a record can stand, and none of it became a record or was
    /// passed over by a condition that its contract names: nothing of it has an outcome, so the whole of it gets one.
    func unclaimed(_ plan: Plan, _ file: String) -> [Finding] {
        let passed = counts.lines.filter { $0.fate == .passedOver }
        guard records == 0, !passed.isEmpty, passed.allSatisfy({ $0.detail.isEmpty }) else { return [] }
        return [
            Finding(
                interface: plan.definition.reference, file: file, rule: "unclaimed",
                expected: "a map for what stands in the file, or a 'where' that passes it over",
                found: "\(passedOver) groups that no map reads",
                advice: "Check that the file belongs to this interface; or add a map with a 'where' to its definition")
        ]
    }
}
