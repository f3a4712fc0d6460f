import Canonical
import Foundation

/// What the guard needs: who may open cells, which targets are told, which cutovers are planned.
extension LibraryLoader {
    mutating func loadOwnership() -> (
        rules: [OwnershipRule], finance: [String], equivalents: [(domain: String, kinds: [String])]
    ) {
        var found = (rules: [OwnershipRule](), finance: Library.usualFinanceDomains, equivalents: [(domain: String, kinds: [String])]())
        guard let root = guardFile("ownership.yaml", OwnershipRule.book) else { return found }
        found.rules = root.nodes("rules").map(OwnershipRule.init)
        if root["finance"] != nil { found.finance = root.texts("finance") }
        found.equivalents = root.nodes("equivalent").map { ($0.text("domain") ?? "", $0.texts("kinds")) }
        return found
    }

    mutating func loadEgress() -> [EgressRule] {
        guard let root = guardFile("egress.yaml", EgressRule.book) else { return [] }
        return root.nodes("rules").map { node in
            EgressRule(
                target: node.text("target") ?? "", writer: node.text("writer") ?? "", cells: OwnershipRule(node),
                role: node.text("role") ?? "none")
        }
    }

    /// `nil` where there is no such file, or one with complaints: then nothing may be posted.
    private mutating func guardFile(_ file: String, _ book: ShapeBook) -> Node? {
        guard FileManager.default.fileExists(atPath: "\(folder)/\(file)") else { return nil }
        do {
            return try Document(yaml: try text(file), file: file, book: book).root
        } catch {
            stopsAll(complaints(of: error))
            return nil
        }
    }

    mutating func loadCutovers(
        _ kinds: [String: Kind], _ definitions: [InterfaceDefinition], _ crosswalks: [String: Crosswalk]
    ) -> [CutoverDefinition] {
        var found: [CutoverDefinition] = []
        let known = Library(
            folder: folder, kinds: kinds, definitions: definitions, crosswalks: crosswalks, ownershipRules: [], published: [:],
            broken: broken)
        for file in files("cutovers", ending: ".yaml") {
            let (definition, complaints) = readCutover(file, known)
            if let definition, complaints.isEmpty { found.append(definition) } else { breaks(.cutover(stem(of: file)), file, complaints) }
        }
        return found
    }

    mutating func readCutover(_ file: String, _ library: Library?) -> (CutoverDefinition?, [Complaint]) {
        do {
            let document = try Document(node: try YAMLText(try text(file), file: file).node(), file: file, book: CutoverShape.book)
            guard let library else { return (nil, document.complaints) }
            return CutoverReader.read(document, library)
        } catch {
            return (nil, complaints(of: error))
        }
    }
}
