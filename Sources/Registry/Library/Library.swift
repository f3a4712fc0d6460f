import Canonical
import Foundation

/// The whole `Interfaces/` folder, read and checked: kinds, contracts, crosswalks, the ownership
/// charter and what has been published. What is good of it works; what is not is known by name.
package struct Library: Sendable {
    package let folder: String
    /// By `name@version`.
    package private(set) var kinds: [String: Kind]
    /// Sorted by id, then version.
    package private(set) var definitions: [InterfaceDefinition]
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
    /// What is not used until it is put right.
    package private(set) var broken: [BrokenFile] = []
    /// What is wrong with what the guard rests on: who owns, who is told, what was published. With any of it nothing may
    /// be posted.
    package internal(set) var guardComplaints: [Complaint] = []
    /// What the check says of files that are used all the same.
    package internal(set) var remarks: [Remark] = []
    /// A law that a test has switched off.
    var weakened: Weakening?

    package init(
        folder: String, kinds: [String: Kind], definitions: [InterfaceDefinition], crosswalks: [String: Crosswalk],
        ownershipRules: [OwnershipRule], published: [String: Publication], cutovers: [CutoverDefinition] = [],
        egressRules: [EgressRule] = [], financeDomains: [String] = Library.usualFinanceDomains,
        equivalents: [(domain: String, kinds: [String])] = [], digests: [String: Digest] = [:], broken: [BrokenFile] = []
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
        self.broken = broken
    }

    package static let usualFinanceDomains = ["revenue", "ledger", "settlement"]

    /// Finds `ID` or `ID@VERSION`, the version given whole or by its first numbers. Without a version,
    /// the highest that is neither proposed nor retired counts, or else the highest. `nil` where that one has complaints,
    /// see `obstacle(to:)`.
    package func definition(_ reference: String) -> InterfaceDefinition? {
        if case .good(let definition)? = named(reference) { definition } else { nil }
    }

    /// What keeps an interface from being used that is there.
    package func obstacle(to reference: String) -> BrokenFile? {
        if case .broken(let file)? = named(reference) { file } else { nil }
    }

    /// - Throws: `Complaints` about an interface that is there and has some.
    package func requireSound(_ reference: String) throws {
        if let obstacle = obstacle(to: reference) { throw Complaints(obstacle.complaints.told) }
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

    /// The highest version of a kind by name, or the one of `name@version`. `nil` where that one has complaints, see
    /// `obstacle(toKind:)`.
    package func kind(_ reference: String) -> Kind? {
        if let kind = kinds[reference] { return kind }
        return obstacle(toKind: reference) == nil ? highest(reference) : nil
    }

    /// What keeps a kind from being used that is there.
    package func obstacle(toKind reference: String) -> BrokenFile? {
        guard kinds[reference] == nil, weakened != .brokenFile else { return nil }
        let good = highest(reference)
        return broken.first { file in
            file.subjects.contains { subject in
                guard case .kind(let name, let version) = subject else { return false }
                if "\(name)@\(version.map(String.init) ?? "")" == reference { return true }
                return name == reference && (version ?? .max) > (good?.version ?? 0)
            }
        }
    }

    package func obstacle(toCrosswalk name: String) -> BrokenFile? { broken.first { $0.subjects.contains(.crosswalk(name)) } }

    /// What is wrong with a plan that is there.
    package func obstacle(toCutover name: String) -> Complaints? {
        broken.first { $0.subjects.contains(.cutover(name)) }.map { Complaints($0.complaints.told) }
    }

    private func highest(_ name: String) -> Kind? { kinds.values.filter { $0.name == name }.max { $0.version < $1.version } }

    // MARK: - what is broken

    private enum Found {
        case good(InterfaceDefinition)
        case broken(BrokenFile)
    }

    private func named(_ reference: String) -> Found? {
        let parts = reference.split(separator: "@", maxSplits: 1).map(String.init)
        guard let id = parts.first else { return nil }
        // A version that cannot be told is the latest: an older one must not become the current one because of it.
        var versions: [(version: Version?, stepsAside: Bool, found: Found)] = definitions.filter { $0.id == id }.map {
            ($0.version, $0.lifecycle.status == .proposed || $0.lifecycle.status == .retired, .good($0))
        }
        for file in broken where weakened != .brokenFile {
            for case .interface(id, let version) in file.subjects
            where !definitions.contains(where: { $0.id == id && $0.version == version }) {
                versions.append((version, file.stepsAside, .broken(file)))
            }
        }
        versions.sort { ($0.version ?? .highest) < ($1.version ?? .highest) }
        guard parts.count == 2 else { return (versions.last { !$0.stepsAside } ?? versions.last)?.found }
        return versions.last { item in
            guard let version = item.version?.description else { return Version(parts[1]) == nil }
            return version == parts[1] || version.hasPrefix(parts[1] + ".")
        }?.found
    }

    /// The same library with files that turned out to be broken, and without what they define.
    package func breaking(_ files: [BrokenFile]) -> Library {
        var library = self
        library.broken += files
        let subjects = Set(files.flatMap(\.subjects))
        library.definitions.removeAll { subjects.contains(.interface($0.id, $0.version)) }
        library.kinds = library.kinds.filter { !subjects.contains(.kind($0.value.name, $0.value.version)) }
        return library
    }
}
