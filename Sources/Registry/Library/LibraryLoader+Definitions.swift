import Canonical
import Foundation

/// One contract a file, with everything that `extends` gives it.
extension LibraryLoader {
    mutating func loadDefinitions(_ published: [String: Publication]) -> [InterfaceDefinition] {
        var definitions: [InterfaceDefinition] = []
        for id in folders("") where !Self.otherFolders.contains(id) {
            for file in files(id, ending: ".yaml") {
                if let definition = loadDefinition(file, id, published) { definitions.append(definition) }
            }
        }
        breakLost(published)
        return definitions.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    }

    private mutating func loadDefinition(_ file: String, _ id: String, _ published: [String: Publication]) -> InterfaceDefinition? {
        var (found, digest) = readDefinition(file, as: .interface(id, Version(stem(of: file))))
        if let draft = found.draft, !draft.id.isEmpty, file != "\(draft.id)/\(draft.version).yaml" {
            found.subjects.append(.interface(draft.id, draft.version))
            found.complaints.append(
                Complaint(
                    file: file, line: 1, column: 1, problem: "the file says it is \(draft.reference)",
                    suggestion: "Move it to \(draft.id)/\(draft.version).yaml"))
        }
        if let publication = published["\(id)@\(stem(of: file))"], (try? text(file)).map({ Digest.of($0).hex }) != publication.digest {
            found.complaints.append(
                Complaint(
                    file: file, problem: "\(id)@\(stem(of: file)) was published on \(publication.at) and has changed since",
                    suggestion: "A published version never changes: restore it and make a new version"))
        }
        guard let draft = found.draft, let digest, !found.complaints.contains(where: { $0.weight != .remarks }) else {
            breaks(found)
            return nil
        }
        remark(file, found.complaints)
        knows(draft.reference, digest)
        return draft
    }

    /// A definition with what is wrong with it, so far as it can be read.
    ///
    /// - Returns: it, and the digest of what it means with all that it extends; `nil` where that cannot be told.
    mutating func readDefinition(_ file: String, as subject: BrokenFile.Subject) -> (BrokenFile, Digest?) {
        var found = BrokenFile(subject, file: file, complaints: [])
        var digest: Digest?
        do {
            let root = try tree(file)
            digest = root.meaning(leavingOut: ["title", "description", "lifecycle", "extends"])
            let document = try Document(node: root, file: file, book: InterfaceShape.book)
            (found.draft, found.complaints) = DefinitionReader.read(document)
            found.isPartial = document.root.isPartial
            let status: Lifecycle.Status? = document.root["lifecycle"]?.word("status")
            found.stepsAside = status == .proposed || status == .retired
        } catch {
            found.complaints += complaints(of: error)
        }
        let name = found.draft?.reference ?? found.name
        for index in found.complaints.indices where found.complaints[index].file != file { found.complaints[index].heir = name }
        return (found, digest)
    }

    /// The document with everything that `extends` gives it.
    private mutating func tree(_ file: String) throws -> Node {
        var names = [file]
        var root = try mapping(file)
        var pending = root["extends"]
        while let parent = pending {
            let reference = parent.asWritten ?? ""
            let parts = reference.split(separator: "@").map(String.init)
            let next = parts.count == 2 ? "\(parts[0])/\(parts[1]).yaml" : reference
            guard parts.count == 2, !parts[0].contains("/"), !names.contains(next),
                FileManager.default.fileExists(atPath: "\(folder)/\(next)")
            else {
                throw Complaints([
                    Complaint(at: parent.place, in: file, problem: "'extends' must name another version, id@version, found '\(reference)'")
                ])
            }
            names.append(next)
            let base = try mapping(next)
            pending = base["extends"]
            root = root.merged(over: base)
        }
        return root
    }

    private mutating func mapping(_ file: String) throws -> Node {
        let node = try YAMLText(try text(file), file: file).node()
        guard node.mapping != nil else {
            throw Complaints([Complaint(file: file, line: 1, column: 1, problem: "the file is not a mapping")])
        }
        return node
    }

    /// A version that was published and is gone must not leave an older one in its place.
    private mutating func breakLost(_ published: [String: Publication]) {
        for (reference, publication) in published.sorted(by: { $0.key < $1.key }) {
            let parts = reference.split(separator: "@", maxSplits: 1).map(String.init)
            guard parts.count == 2, let version = Version(parts[1]) else { continue }
            let file = "\(parts[0])/\(parts[1]).yaml"
            guard !FileManager.default.fileExists(atPath: "\(folder)/\(file)") else { continue }
            breaks(
                .interface(parts[0], version), file,
                [
                    Complaint(
                        file: file, problem: "\(reference) was published on \(publication.at) and its file is gone",
                        suggestion: "Restore it; a version that nobody needs any more is retired with 'crossdock retirement retire'")
                ])
        }
    }
}
