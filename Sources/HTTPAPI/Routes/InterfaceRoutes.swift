import Canonical
import Hummingbird
import Intake
import Ownership
import Registry

/// `/v1/interfaces`: the contracts.
struct InterfaceRoutes: Sendable {
    let backend: Backend

    private static let id = Parameter.path("id", "The interface's id")
    private var library: Library { backend.library }

    var operations: [Operation] { [list, get, version] }

    private var list: Operation {
        Operation(
            method: .get, path: "/v1/interfaces", id: "listInterfaces",
            summary: "Every interface at its current version",
            replies: [.json(200, "All of them", "InterfaceList")],
            handling: .keyed(.readInterfaces) { _, _, _ in
                let lives = try await lives()
                let items = library.interfaceIDs.compactMap { library.definition($0) }.map { summary($0, lives) }
                let broken = library.broken.filter(\.isInterface).map { JSONText.string($0.name) }
                return Response(json: .object([("items", .array(items)), ("next", .null), ("broken", .array(broken))]))
            })
    }

    private var get: Operation {
        Operation(
            method: .get, path: "/v1/interfaces/{id}", id: "getInterface",
            summary: "An interface at its current version, and which versions there are",
            parameters: [Self.id],
            replies: [.json(200, "The interface", "Interface"), .problem(404, "No such interface; with a suggestion")],
            handling: .keyed(.readInterfaces) { _, arguments, _ in
                let definition = try library.known(interface: arguments.required("id"))
                return Response(json: summary(definition, try await lives()))
            })
    }

    private var version: Operation {
        Operation(
            method: .get, path: "/v1/interfaces/{id}/{version}", id: "getInterfaceVersion",
            summary: "One version of an interface",
            parameters: [Self.id, .path("version", "Whole or by its first numbers: 2, 2.1 or 2.1.0")],
            replies: [.json(200, "The version", "Interface"), .problem(404, "No such version; with a suggestion")],
            handling: .keyed(.readInterfaces) { _, arguments, _ in
                let reference = "\(arguments.required("id"))@\(arguments.required("version"))"
                let definition = try library.known(interface: reference)
                return Response(json: summary(definition, try await lives()))
            })
    }

    /// The lives that count, by `ID@VERSION`.
    private func lives() async throws -> [String: Life] {
        let book = LifeBook(backend.pipeline)
        return try await backend.reads.run { try book.lives() }
    }

    private func summary(_ definition: InterfaceDefinition, _ lives: [String: Life]) -> JSONText {
        func life(_ definition: InterfaceDefinition) -> Life { lives[definition.reference] ?? definition.declared.life }
        guard case .object(let members) = definition.json(in: library, life(definition)) else { return .null }
        let versions = library.definitions.filter { $0.id == definition.id }.map { other -> JSONText in
            .object([
                ("version", .string(other.version.description)), ("status", .string(other.lifecycle.status.rawValue)),
                ("effective", .string(life(other).status.rawValue)),
            ])
        }
        return .object(members + [("versions", .array(versions))])
    }
}
