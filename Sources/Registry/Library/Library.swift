import Canonical
import Foundation

/// The whole `Interfaces/` folder, read and checked: kinds, contracts, crosswalks, the ownership
/// charter and what has been published.
package struct Library: Sendable {
    package let folder: String
    /// By `name@version`.
    package let kinds: [String: Kind]
    /// Sorted by id, then version.
    package let definitions: [InterfaceDefinition]
    package let crosswalks: [String: Crosswalk]
    /// Who may open a cell, in order; the first rule that fits counts.
    package let ownershipRules: [OwnershipRule]
    package let published: [String: Publication]
    /// Plans under version control, by name.
    package let cutovers: [CutoverDefinition]
    package let egressRules: [EgressRule]
    /// Domains where money is at stake.
    package let financeDomains: [String]
    /// Kinds that share a cell in a domain.
    package let equivalents: [(domain: String, kinds: [String])]
    /// Of what each kind and each definition says, with all that it extends, by reference.
    package let digests: [String: Digest]

    package init(
        folder: String, kinds: [String: Kind], definitions: [InterfaceDefinition], crosswalks: [String: Crosswalk],
        ownershipRules: [OwnershipRule], published: [String: Publication], cutovers: [CutoverDefinition] = [],
        egressRules: [EgressRule] = [], financeDomains: [String] = Library.usualFinanceDomains,
        equivalents: [(domain: String, kinds: [String])] = [], digests: [String: Digest] = [:]
    ) {
        self.folder = folder
        self.kinds = kinds
        self.definitions = definitions
        self.crosswalks = crosswalks
        self.ownershipRules = ownershipRules
        self.published = published
        self.cutovers = cutovers
        self.egressRules = egressRules
        self.financeDomains = financeDomains
        self.equivalents = equivalents
        self.digests = digests
    }

    package static let usualFinanceDomains = ["revenue", "ledger", "settlement"]

    /// Finds `ID` or `ID@VERSION`, the version given whole or by its first numbers. Without a version,
    /// the highest that is neither proposed nor retired counts, or else the highest.
    package func definition(_ reference: String) -> InterfaceDefinition? {
        let parts = reference.split(separator: "@", maxSplits: 1).map(String.init)
        guard let id = parts.first else { return nil }
        let versions = definitions.filter { $0.id == id }
        guard parts.count == 2 else {
            return versions.last { $0.lifecycle.status != .proposed && $0.lifecycle.status != .retired } ?? versions.last
        }
        return versions.last { $0.version.description == parts[1] || $0.version.description.hasPrefix(parts[1] + ".") }
    }

    package var interfaceIDs: [String] {
        var seen: Set<String> = []
        return definitions.map(\.id).filter { seen.insert($0).inserted }
    }

    /// The kind whose canonical form is meant: `canonical.KIND`, or with `@` and the kind's version.
    package func canonicalKind(of reference: String) -> Kind? {
        let prefix = "canonical."
        return reference.hasPrefix(prefix) ? kind(String(reference.dropFirst(prefix.count))) : nil
    }

    /// The highest version of a kind by name, or the one of `name@version`.
    package func kind(_ reference: String) -> Kind? {
        kinds[reference] ?? kinds.values.filter { $0.name == reference }.max { $0.version < $1.version }
    }
}
