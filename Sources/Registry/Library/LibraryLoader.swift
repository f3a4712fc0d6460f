import Canonical
import Foundation

/// Reads `Interfaces/` from disk. A file with complaints stops only what it says; the others are read all the same.
package struct LibraryLoader {
    let folder: String
    /// A file that lies elsewhere, by the name its complaints give it.
    var outsider: (name: String, path: String)?
    private(set) var broken: [BrokenFile] = []
    private var guardComplaints: [Complaint] = []
    private(set) var remarks: [Remark] = []
    private(set) var digests: [String: Digest] = [:]
    private var filesRead: Set<String> = []

    /// What is good of a registry, and what is not by name.
    ///
    /// - Throws: `Complaints` where there is no such folder, or about what the guard rests on: `ownership.yaml`,
    ///   `egress.yaml`, `published.json`. None of these is ever taken as if it were not there.
    package static func load(_ folder: String, weakened: Weakening? = nil) throws -> Library {
        var library = try survey(folder)
        guard library.guardComplaints.isEmpty else { throw Complaints(library.guardComplaints.told) }
        library.weakened = weakened
        return library
    }

    /// The same for whoever wants to know all that is wrong: with the complaints about the guard's own files in it.
    ///
    /// - Throws: `Complaints` where there is no such folder.
    package static func survey(_ folder: String) throws -> Library {
        var loader = try LibraryLoader(folder: folder)
        return loader.load()
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
        guard loader.guardComplaints.isEmpty else { throw Complaints(loader.guardComplaints.told) }
        return library
    }

    init(folder: String) throws {
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
        let egress = loadEgress()
        let cutovers = loadCutovers(kinds, definitions, crosswalks)
        remarkUnread()
        var library = Library(
            folder: folder, kinds: kinds, definitions: definitions, crosswalks: crosswalks, ownershipRules: ownership.rules,
            published: published, cutovers: cutovers, egressRules: egress, financeDomains: ownership.finance,
            equivalents: ownership.equivalents, digests: digests, broken: broken)
        library.guardComplaints = guardComplaints
        library.remarks = remarks
        return library
    }

    private mutating func loadCrosswalks() -> [String: Crosswalk] {
        var crosswalks: [String: Crosswalk] = [:]
        for file in files("crosswalks", ending: ".csv") {
            let name = String(file.dropFirst("crosswalks/".count).dropLast(".csv".count))
            do {
                crosswalks[name] = try Crosswalk.read(csv: try text(file), name: name, file: file)
            } catch {
                breaks(.crosswalk(name), file, complaints(of: error))
            }
        }
        return crosswalks
    }

    private mutating func loadPublished() -> [String: Publication] {
        guard FileManager.default.fileExists(atPath: "\(folder)/published.json") else { return [:] }
        do {
            return try JSONDecoder().decode([String: Publication].self, from: Data(try text("published.json").utf8))
        } catch {
            stopsAll([
                Complaint(
                    file: "published.json", problem: "the file does not read as publications",
                    suggestion: "It is written by 'crossdock interfaces publish'")
            ])
            return [:]
        }
    }

    // MARK: - what is wrong

    mutating func breaks(_ subject: BrokenFile.Subject, _ file: String, _ complaints: [Complaint]) {
        broken.append(BrokenFile(subject, file: file, complaints: complaints))
    }

    mutating func breaks(_ file: BrokenFile) { broken.append(file) }

    mutating func stopsAll(_ complaints: [Complaint]) { guardComplaints += complaints }

    mutating func remark(_ file: String, _ complaints: [Complaint]) {
        if !complaints.isEmpty { remarks.append(Remark(file: file, complaints: complaints)) }
    }

    mutating func knows(_ reference: String, _ digest: Digest) { digests[reference] = digest }

    func complaints(of error: any Error) -> [Complaint] {
        (error as? Complaints)?.all ?? [Complaint(file: folder, problem: "\(error)")]
    }

    // MARK: - files

    mutating func text(_ file: String) throws -> String {
        filesRead.insert(file)
        let path = outsider.flatMap { $0.name == file ? $0.path : nil } ?? "\(folder)/\(file)"
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self) else {
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

    /// Folders of the registry that hold no contracts.
    static let otherFolders: Set = ["canonical", "crosswalks", "cutovers", "schemas"]

    /// Whether a path below the registry's folder is one that is read.
    package static func reads(_ file: String) -> Bool {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: return ["ownership.yaml", "egress.yaml", "published.json"].contains(file)
        case 2 where parts[0] == "crosswalks": return file.hasSuffix(".csv")
        case 2: return file.hasSuffix(".yaml") && (parts[0] == "cutovers" || !otherFolders.contains(parts[0]))
        case 3: return file.hasSuffix(".yaml") && parts[0] == "canonical"
        default: return false
        }
    }

    /// Says which files look like some of the registry's and are none, such as one that ends in `.yml`.
    private mutating func remarkUnread() {
        let folders = self.folders("").filter { $0 != "schemas" }
        let deeper = self.folders("canonical").map { "canonical/\($0)/" }
        for path in [""] + folders.map({ "\($0)/" }) + deeper {
            for name in names(path) where !filesRead.contains(path + name) {
                guard [".yaml", ".yml", ".csv"].contains(where: { name.lowercased().hasSuffix($0) }) else { continue }
                let complaint = Complaint(
                    at: Place(file: path + name), problem: "nobody reads this file",
                    suggestion: "Contracts are ID/VERSION.yaml, kinds canonical/NAME/VERSION.yaml, crosswalks crosswalks/NAME.csv, "
                        + "cutovers cutovers/NAME.yaml; at the top are ownership.yaml and egress.yaml",
                    weight: .remarks)
                remark(path + name, [complaint])
            }
        }
    }
}
