import Canonical
import Ledger
import Ownership
import Registry

/// The lives of a registry's interfaces: what the contracts declare, and what people have made of it since.
package struct LifeBook: Sendable {
    private let library: Library
    private let ledger: Ledger
    private let isArchived: @Sendable (Digest) -> Bool

    package init(_ pipeline: Pipeline) {
        library = pipeline.shelf.library
        ledger = pipeline.ledger
        let archive = pipeline.archive
        isArchived = { archive.holds($0) }
    }

    private var declared: [InterfaceLife] { library.definitions.map(\.declared) }

    /// The life that counts of every version, by `ID@VERSION`.
    package func lives() throws -> [String: Life] {
        try ledger.lives(declared).reduce(into: [:]) { $0[$1.reference] = $1.life }
    }

    /// What is measured of every interface that is on its way out.
    package func figures() throws -> [RetirementFigures] { try ledger.retirementFigures(declared) }

    /// One row for every interface that is on its way out or retired.
    package func board() throws -> [RetirementView] { try ledger.retirements(declared, isArchived: isArchived) }

    package func details(of definition: InterfaceDefinition) throws -> RetirementDetails {
        try ledger.retirement(of: definition.declared, among: declared, isArchived: isArchived)
    }

    /// Takes a step: a person's, never a machine's.
    ///
    /// - Throws: `LifeRefusal` with everything that stands against it; `Refusal` for somebody who may not.
    package func take(_ act: LifeAct, on definition: InterfaceDefinition, reason: String, by person: Person) throws {
        // Whoever came in may have lost the role since.
        guard let now = try ledger.person(named: person.name) else { throw LedgerError.unknown("user") }
        try LifePermission.check(now)
        let actor = now.name
        switch act {
        case .set(let change):
            if let successor = change.successor { try check(successor, of: definition) }
            _ = try ledger.setLife(definition.declared, to: change, reason: reason, by: actor)
        case .slip(let date): _ = try ledger.slipLife(definition.declared, to: date, reason: reason, by: actor)
        case .brownout(let window): _ = try ledger.planBrownout(definition.declared, window, reason: reason, by: actor)
        case .retire:
            _ = try ledger.retire(
                definition.declared, among: declared, isArchived: isArchived, reason: reason, by: actor)
        }
    }

    private func check(_ successor: String, of definition: InterfaceDefinition) throws(LifeRefusal) {
        if library.canonicalKind(of: successor) != nil { return }
        guard let other = library.definition(successor) else {
            let hint = Spelling.suggestion(for: String(successor.prefix(100)), among: library.interfaceIDs)
            throw LifeRefusal(["There is no interface '\(successor.prefix(100))' to be its successor." + (hint.isEmpty ? "" : " \(hint)")])
        }
        guard other.reference != definition.reference else {
            throw LifeRefusal(["An interface cannot be its own successor: name the one its senders go to."])
        }
    }
}
