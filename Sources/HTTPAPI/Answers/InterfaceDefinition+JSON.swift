import Canonical
import Ledger
import Ownership
import Registry

extension InterfaceDefinition {
    /// What a client needs to know of a contract before it sends anything.
    ///
    /// - Parameter life: the one that counts, whatever the contract declares.
    func json(in library: Library, _ life: Life) -> JSONText {
        let publication = library.published[reference]
        return .object([
            ("id", .string(id)), ("version", .string(version.description)), ("title", .string(title)),
            ("description", .string(details)), ("lifecycle", lifecycle.json),
            ("effective", life.json), ("writer", .string(writer)),
            ("states", .array(states.map { .string($0) })),
            ("kinds", .array(kindReferences.map { .string($0) })),
            ("format", .string(format.kind.rawValue)), ("encoding", .string("\(format.encoding)")),
            ("correction", .string(correction.rawValue)), ("publishedAt", .optional(publication?.at)),
            ("digest", .optional(publication?.digest)),
            ("self", .string("/v1/interfaces/\(id)/\(version)")),
        ])
    }

    /// The kinds its maps yield, each once.
    private var kindReferences: [String] {
        var seen: Set<String> = []
        return maps.map(\.kindReference).filter { seen.insert($0).inserted }
    }
}

extension Lifecycle {
    var json: JSONText {
        .object([
            ("status", .string(status.rawValue)), ("owner", .string(owner)),
            ("successor", .optional(successor)),
            ("decommissionBy", .optional(decommissionBy?.description)),
        ])
    }
}
