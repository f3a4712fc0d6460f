import Canonical
import Foundation
import Yams

/// One contract a file, with everything that `extends` gives it.
extension LibraryLoader {
    mutating func loadDefinitions(_ published: [String: Publication]) -> [InterfaceDefinition] {
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
            let base = try compose(yaml, next)
            pending = base.text("extends")
            root = Self.merge(root, over: base)
        }
        let digest = root.meaning(leavingOut: ["title", "description", "lifecycle", "extends"])
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
}
