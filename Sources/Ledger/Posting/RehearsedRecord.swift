import Canonical
import Ownership

/// What would become of one record, and why: the outcome, and how each of its cells stands to it.
package struct RehearsedRecord: Sendable {
    package struct Domain: Sendable {
        package let name: String
        /// `nil` where there is no cell and the writer may open none.
        package let phase: Phase?
        /// Who owns the record's date.
        package let owner: String?
        package let revision: Int?
        package let decision: Decision
    }

    package let number: Int
    /// `nil` for a record that could not be translated.
    package let kind: String?
    package let id: RecordID?
    package let date: BusinessDate?
    package let outcome: Outcome
    package let reason: Reason
    package let domains: [Domain]
    package let findings: [Finding]

    init(_ record: RecordInHand, in scope: ScopeState, _ outcome: Outcome, _ reason: Reason) {
        number = record.entry.number
        kind = scope.scope.kind
        id = RecordID(entity: scope.scope.entity, location: scope.scope.location, key: record.keyText)
        date = record.entry.date
        self.outcome = outcome
        self.reason = reason
        domains = zip(scope.domains, scope.decisions).map { domain, decision in
            Domain(
                name: domain.name, phase: domain.cell?.phase, owner: domain.cell?.epoch(at: record.entry.date)?.writer,
                revision: domain.cell?.revision, decision: decision)
        }
        findings = []
    }

    init(_ rejection: RecordBatch.Rejection) {
        number = rejection.number
        kind = nil
        id = nil
        date = nil
        outcome = .rejected
        reason = .untranslatable
        domains = []
        findings = rejection.findings
    }
}
