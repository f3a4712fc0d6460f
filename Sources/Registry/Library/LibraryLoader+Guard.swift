import Canonical
import Foundation

/// What the guard needs: who may open cells, which targets are told, which cutovers are planned.
extension LibraryLoader {
    mutating func loadOwnership() -> (
        rules: [OwnershipRule], finance: [String], equivalents: [(domain: String, kinds: [String])]
    ) {
        var found = (rules: [OwnershipRule](), finance: Library.usualFinanceDomains, equivalents: [(domain: String, kinds: [String])]())
        guard FileManager.default.fileExists(atPath: "\(folder)/ownership.yaml") else { return found }
        collect { loader in
            let root = try Document(yaml: try loader.text("ownership.yaml"), file: "ownership.yaml", book: OwnershipRule.book).root
            found.rules = root.nodes("rules").map(OwnershipRule.init)
            if root["finance"] != nil { found.finance = root.texts("finance") }
            found.equivalents = root.nodes("equivalent").map { ($0.text("domain") ?? "", $0.texts("kinds")) }
        }
        return found
    }

    mutating func loadEgress() -> [EgressRule] {
        guard FileManager.default.fileExists(atPath: "\(folder)/egress.yaml") else { return [] }
        var rules: [EgressRule] = []
        collect { loader in
            let root = try Document(yaml: try loader.text("egress.yaml"), file: "egress.yaml", book: EgressRule.book).root
            rules = root.nodes("rules").map { node in
                EgressRule(
                    target: node.text("target") ?? "", writer: node.text("writer") ?? "", cells: OwnershipRule(node),
                    role: node.text("role") ?? "none")
            }
        }
        return rules
    }

    mutating func loadCutovers(
        _ kinds: [String: Kind], _ definitions: [InterfaceDefinition], _ crosswalks: [String: Crosswalk]
    ) -> [CutoverDefinition] {
        var found: [CutoverDefinition] = []
        for file in files("cutovers", ending: ".yaml") {
            collect { loader in
                let document = try Document(yaml: try loader.text(file), file: file, book: CutoverShape.book)
                found.append(try CutoverReader.read(document, kinds: kinds, definitions: definitions, crosswalks: crosswalks))
            }
        }
        return found
    }
}
