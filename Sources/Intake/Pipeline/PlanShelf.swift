import Canonical
import Registry
import Translation

/// Every interface of a library, compiled once and shared.
package final class PlanShelf: Sendable {
    package let library: Library
    private let plans: [String: Plan]
    private let canonical: [String: Plan]

    /// - Throws: `Complaints`, all of them, if any definition does not compile.
    package init(library: Library) throws {
        var complaints: [Complaint] = []
        var plans: [String: Plan] = [:]
        for definition in library.definitions {
            do {
                plans[definition.reference] = try Plan(definition, library: library)
            } catch let error as Complaints {
                complaints += error.all
            }
        }
        guard complaints.isEmpty else { throw Complaints(complaints) }
        self.library = library
        self.plans = plans
        canonical = try library.kinds.mapValues { try Plan(CanonicalInterface.definition(of: $0), library: library) }
    }

    /// By `ID`, the current version, or `ID@VERSION`.
    package func plan(_ reference: String) -> Plan? { library.definition(reference).flatMap { plans[$0.reference] } }

    /// The canonical JSON form of a kind, by `name` or `name@version`.
    package func canonicalPlan(_ kind: String) -> Plan? { library.kind(kind).flatMap { canonical[$0.reference] } }
}
