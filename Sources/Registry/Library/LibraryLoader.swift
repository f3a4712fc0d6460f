import Canonical
import Foundation
import Yams

/// Reads `Interfaces/` from disk and collects every complaint on the way.
package struct LibraryLoader {
    let folder: String
    private var complaints: [Complaint] = []
    private var digests: [String: Digest] = [:]

    /// - Throws: `Complaints`, all of them, if anything in the folder is wrong.
    package static func load(_ folder: String) throws -> Library {
        var loader = LibraryLoader(folder: folder)
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Complaints([
                Complaint(file: folder, problem: "there is no such folder", suggestion: "Say where Interfaces/ is with --interfaces")
            ])
        }
        let library = loader.load()
        guard loader.complaints.isEmpty else { throw Complaints(loader.complaints) }
        return library
    }

    /// Only who may open cells and which targets are told: all that a step back needs.
    ///
    /// - Throws: `Complaints` about these two files; there may be others about the rest.
    package static func loadGuard(_ folder: String) throws -> Library {
        var loader = LibraryLoader(folder: folder)
        let ownership = loader.loadOwnership()
        let library = Library(
            folder: folder, kinds: [:], definitions: [], crosswalks: [:], ownershipRules: ownership.rules, published: [:],
            egressRules: loader.loadEgress(), financeDomains: ownership.finance, equivalents: ownership.equivalents)
        guard loader.complaints.isEmpty else { throw Complaints(loader.complaints) }
        return library
    }

    private init(folder: String) { self.folder = folder }

    private mutating func load() -> Library {
        let kinds = loadKinds()
        let published = loadPublished()
        let definitions = loadDefinitions(published)
        let crosswalks = loadCrosswalks()
        let ownership = loadOwnership()
        return Library(
            folder: folder, kinds: kinds, definitions: definitions, crosswalks: crosswalks, ownershipRules: ownership.rules,
            published: published, cutovers: loadCutovers(kinds, definitions, crosswalks), egressRules: loadEgress(),
            financeDomains: ownership.finance, equivalents: ownership.equivalents, digests: digests)
    }

    private mutating func loadKinds() -> [String: Kind] {
        var kinds: [String: Kind] = [:]
        for name in folders("canonical") {
            for file in files("canonical/\(name)", ending: ".yaml") {
                collect { loader in
                    let yaml = try loader.text(file)
                    let kind = try KindReader.read(yaml: yaml, file: file)
                    if file != "canonical/\(kind.name)/\(kind.version).yaml" {
                        throw Complaints([
                            Complaint(
                                file: file, line: 1, column: 1, problem: "the file says it is \(kind.reference)",
                                suggestion: "Move it to canonical/\(kind.name)/\(kind.version).yaml")
                        ])
                    }
                    kinds[kind.reference] = kind
                    loader.digests[kind.reference] = .of(yaml)
                }
            }
        }
        return kinds
    }

    private mutating func loadDefinitions(_ published: [String: Publication]) -> [InterfaceDefinition] {
        var definitions: [InterfaceDefinition] = []
        for id in folders("") where id != "canonical" && id != "crosswalks" && id != "cutovers" && id != "schemas" {
            for file in files(id, ending: ".yaml") {
                collect { loader in
                    let (document, digest) = try loader.document(file)
                    let definition = try DefinitionReader.read(document)
                    if file != "\(definition.id)/\(definition.version).yaml" {
                        throw Complaints([
                            Complaint(
                                file: file, line: 1, column: 1, problem: "the file says it is \(definition.reference)",
                                suggestion: "Move it to \(definition.id)/\(definition.version).yaml")
                        ])
                    }
                    if let publication = published[definition.reference], publication.digest != Digest.of(try loader.text(file)).hex {
                        throw Complaints([
                            Complaint(
                                file: file, problem: "\(definition.reference) was published on \(publication.at) and has changed since",
                                suggestion: "A published version never changes: restore it and make a new version")
                        ])
                    }
                    definitions.append(definition)
                    loader.digests[definition.reference] = digest
                }
            }
        }
        return definitions.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    }

    /// The document with everything that `extends` gives it, and the digest of all of that.
    private func document(_ file: String) throws -> (Document, Digest) {
        var yaml = try text(file)
        var digests = [Digest.of(yaml)]
        var names = [file]
        var root = try compose(yaml, file)
        var pending = root.text("extends")
        while let parent = pending {
            let parts = parent.split(separator: "@").map(String.init)
            let next = parts.count == 2 ? "\(parts[0])/\(parts[1]).yaml" : parent
            guard parts.count == 2, !names.contains(next), FileManager.default.fileExists(atPath: "\(folder)/\(next)") else {
                throw Complaints([
                    Complaint(
                        file: file, line: root["extends"]?.place.line ?? 1, column: 1,
                        problem: "'extends' must name another version, id@version, found '\(parent)'")
                ])
            }
            names.append(next)
            yaml = try text(next)
            digests.append(.of(yaml))
            let base = try compose(yaml, next)
            pending = base.text("extends")
            root = Self.merge(root, over: base)
        }
        let digest = Digest.of(digests.flatMap(\.bytes))
        if names.count == 1 { return (try Document(yaml: yaml, file: file, book: InterfaceShape.book), digest) }
        return (try Document(node: root, file: file, book: InterfaceShape.book), digest)
    }

    private func compose(_ yaml: String, _ file: String) throws -> Node {
        do {
            if let node = try Yams.compose(yaml: yaml), node.mapping != nil { return node }
        } catch {
            // Reported with its place when the document is checked.
            _ = try Document(yaml: yaml, file: file, book: InterfaceShape.book)
        }
        throw Complaints([Complaint(file: file, line: 1, column: 1, problem: "the file is not a mapping")])
    }

    /// Mappings are merged key by key; a list, and a mapped value below `fields`, is taken whole.
    private static func merge(_ node: Node, over base: Node) -> Node {
        guard case .mapping(let mine) = node, case .mapping(var merged) = base else { return node }
        for (key, value) in mine {
            let keepsNames = key.asWritten == "fields"
            merged[key] = merged[key].map { keepsNames ? mergeNames(value, over: $0) : merge(value, over: $0) } ?? value
        }
        return .mapping(merged)
    }

    private static func mergeNames(_ node: Node, over base: Node) -> Node {
        guard case .mapping(let mine) = node, case .mapping(var merged) = base else { return node }
        for (key, value) in mine { merged[key] = value }
        return .mapping(merged)
    }

    private mutating func loadCrosswalks() -> [String: Crosswalk] {
        var crosswalks: [String: Crosswalk] = [:]
        for file in files("crosswalks", ending: ".csv") {
            collect { loader in
                let name = String(file.dropFirst("crosswalks/".count).dropLast(".csv".count))
                crosswalks[name] = try Crosswalk.read(csv: try loader.text(file), name: name, file: file)
            }
        }
        return crosswalks
    }

    private mutating func loadPublished() -> [String: Publication] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/published.json") else { return [:] }
        do {
            return try JSONDecoder().decode([String: Publication].self, from: data)
        } catch {
            complaints.append(
                Complaint(
                    file: "published.json", problem: "the file does not read as publications",
                    suggestion: "It is written by 'crossdock interfaces publish'"))
            return [:]
        }
    }

    // MARK: - files

    mutating func collect(_ work: (inout LibraryLoader) throws -> Void) {
        do {
            try work(&self)
        } catch let error as Complaints {
            complaints += error.all
        } catch {
            complaints.append(Complaint(file: folder, problem: "\(error)"))
        }
    }

    func text(_ file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)"), let text = String(validating: data, as: UTF8.self)
        else {
            throw Complaints([Complaint(file: file, problem: "the file cannot be read as UTF-8")])
        }
        return text
    }

    private func names(_ path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    private func folders(_ path: String) -> [String] {
        names(path).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)/\(name)", isDirectory: &isFolder) && isFolder.boolValue
        }
    }

    func files(_ path: String, ending: String) -> [String] {
        names(path).filter { $0.hasSuffix(ending) }.map { "\(path)/\($0)" }
    }
}
