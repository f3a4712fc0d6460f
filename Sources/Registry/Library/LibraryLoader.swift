import Canonical
import Foundation

/// Reads `Interfaces/` from disk and collects every complaint on the way.
package struct LibraryLoader {
    let folder: String
    private var complaints: [Complaint] = []
    var digests: [String: Digest] = [:]

    /// - Throws: `Complaints`, all of them, if anything in the folder is wrong.
    package static func load(_ folder: String) throws -> Library {
        var loader = try LibraryLoader(folder: folder)
        let library = loader.load()
        guard loader.complaints.isEmpty else { throw Complaints(loader.complaints) }
        return library
    }

    /// Only who may open cells and which targets are told: all that a step back needs.
    ///
    /// - Throws: `Complaints` about these two files; there may be others about the rest.
    package static func loadGuard(_ folder: String) throws -> Library {
        var loader = try LibraryLoader(folder: folder)
        let ownership = loader.loadOwnership()
        let library = Library(
            folder: folder, kinds: [:], definitions: [], crosswalks: [:], ownershipRules: ownership.rules, published: [:],
            egressRules: loader.loadEgress(), financeDomains: ownership.finance, equivalents: ownership.equivalents)
        guard loader.complaints.isEmpty else { throw Complaints(loader.complaints) }
        return library
    }

    private init(folder: String) throws {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Complaints([
                Complaint(file: folder, problem: "there is no such folder", suggestion: "Say where Interfaces/ is with --interfaces")
            ])
        }
        self.folder = folder
    }

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
                    let document = try Document(yaml: try loader.text(file), file: file, book: KindShape.book)
                    let kind = try KindReader.read(document)
                    if file != "canonical/\(kind.name)/\(kind.version).yaml" {
                        throw Complaints([
                            Complaint(
                                file: file, line: 1, column: 1, problem: "the file says it is \(kind.reference)",
                                suggestion: "Move it to canonical/\(kind.name)/\(kind.version).yaml")
                        ])
                    }
                    kinds[kind.reference] = kind
                    loader.digests[kind.reference] = document.root.meaning(leavingOut: ["title"])
                }
            }
        }
        return kinds
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

    func folders(_ path: String) -> [String] {
        names(path).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)/\(name)", isDirectory: &isFolder) && isFolder.boolValue
        }
    }

    func files(_ path: String, ending: String) -> [String] {
        names(path).filter { $0.hasSuffix(ending) }.map { "\(path)/\($0)" }
    }
}
