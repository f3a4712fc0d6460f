import Canonical
import Foundation
import Registry

extension Library {
    /// - Throws: a 404 `Problem` with a guess at what was meant.
    func known(kind name: String) throws -> Kind {
        if let kind = kind(name) { return kind }
        let names = Set(kinds.values.map(\.name)).sorted()
        throw Self.unknown(.unknownKind, "kind", name, among: names)
    }

    /// - Throws: a 404 `Problem` with a guess at what was meant.
    func known(interface reference: String) throws -> InterfaceDefinition {
        if let definition = definition(reference) { return definition }
        let id = reference.split(separator: "@").first.map(String.init) ?? ""
        let versions = definitions.filter { $0.id == id }.map(\.reference)
        throw Self.unknown(
            .unknownInterface, "interface", reference, among: versions.isEmpty ? interfaceIDs : versions)
    }

    private static func unknown(
        _ type: ProblemType, _ what: String, _ name: String, among known: [String]
    ) -> Problem {
        // The comparison grows with the square of the length.
        let name = String(name.prefix(100))
        let suggestion = Spelling.suggestion(for: name, among: known)
        return Problem(type, "There is no \(what) '\(name)'. \(suggestion)".trimmingCharacters(in: .whitespaces))
    }
}
