import Canonical
import Ownership
import Registry
import Synchronization

/// What a registry's contracts mean, in the guard's own words. A large crosswalk takes a moment to look through, so
/// that each contract is looked at once, and only when somebody asks.
final class MeaningBook: Sendable {
    private let library: Library
    private let known = Mutex<[String: InterfaceMeaning]>([:])

    init(_ library: Library) { self.library = library }

    /// - Parameter reference: `id@version`, whole.
    /// - Returns: `nil` for one that the registry does not have.
    func meaning(of reference: String) -> InterfaceMeaning? {
        known.withLock { known in
            if let meaning = known[reference] { return meaning }
            let canonical = library.kinds.values.lazy.map { CanonicalInterface.definition(of: $0) }
            guard
                let definition = library.definitions.first(where: { $0.reference == reference })
                    ?? canonical.first(where: { $0.reference == reference })
            else { return nil }
            let meaning = meaning(of: definition)
            known[reference] = meaning
            return meaning
        }
    }

    private func meaning(of definition: InterfaceDefinition) -> InterfaceMeaning {
        let parts = [definition.reference] + definition.maps.map(\.kindReference)
        let digests = parts.compactMap { library.digests[$0]?.hex }
        let codes = definition.crosswalks.compactMap { source in
            library.crosswalks[source.crosswalk].map { ("\($0.name)/\(source.system)", CodeBook($0, system: source.system)) }
        }
        return InterfaceMeaning(
            definition: Digest.of(digests.joined(separator: "\n")).hex, codes: Dictionary(codes, uniquingKeysWith: { $1 }))
    }
}

extension CodeBook {
    fileprivate init(_ crosswalk: Crosswalk, system: String) {
        self.init(
            crosswalk.rows.lazy.filter { $0.system == "*" || $0.system == system }.map { row in
                let dates = [row.from, row.to].map { $0?.description ?? "" }
                return (row.code, ([row.system, row.entity, row.code, row.canonical] + dates).joined(separator: ","))
            })
    }
}
