import Canonical
import Foundation
import Registry

extension Library {
    /// - Throws: a 404 `Problem` with a guess at what was meant; a 503 one where its file has complaints.
    func known(kind name: String) throws -> Kind {
        if let kind = kind(name) { return kind }
        if let obstacle = obstacle(toKind: name) { throw Problem(obstacle) }
        let names = Set(kinds.values.map(\.name)).sorted()
        throw Self.unknown(.unknownKind, "kind", name, among: names)
    }

    /// - Throws: a 404 `Problem` with a guess at what was meant; a 503 one where its file has complaints.
    func known(interface reference: String) throws -> InterfaceDefinition {
        if let definition = definition(reference) { return definition }
        if let obstacle = obstacle(to: reference) { throw Problem(obstacle) }
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

extension Problem {
    /// A contract or a kind that is there and cannot be used.
    fileprivate init(_ obstacle: BrokenFile) {
        self.init(
            .contractBroken, "\(obstacle.name) has complaints. Nothing was posted; the same request may pass once they are put right.")
        members = [("complaints", .array(obstacle.complaints.told.map { .string($0.description) }))]
    }
}
