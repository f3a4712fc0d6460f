import Canonical
import Registry
import Translation

/// Every interface of a library, compiled once and shared. One that does not compile stops no other.
package final class PlanShelf: Sendable {
    /// Without what does not compile, which is among its broken files.
    package let library: Library
    private let plans: [String: Plan]
    private let canonical: [String: Plan]

    package init(library: Library) {
        let compiled = CompiledLibrary(library)
        self.library = compiled.library
        plans = compiled.plans
        canonical = compiled.canonical
    }

    /// By `ID`, the current version, or `ID@VERSION`. `nil` also for one that is there and has complaints, see
    /// `Library.obstacle(to:)`.
    package func plan(_ reference: String) -> Plan? { library.definition(reference).flatMap { plans[$0.reference] } }

    /// The canonical JSON form of a kind, by `name` or `name@version`.
    package func canonicalPlan(_ kind: String) -> Plan? { library.kind(kind).flatMap { canonical[$0.reference] } }
}
