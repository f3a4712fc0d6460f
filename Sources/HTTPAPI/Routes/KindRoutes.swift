import Canonical
import Hummingbird

/// `/v1/kinds`: the canonical kinds and their schemas.
struct KindRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] { [list, schema] }

    private var list: Operation {
        Operation(
            method: .get, path: "/v1/kinds", id: "listKinds", summary: "The canonical kinds",
            replies: [.json(200, "All of them", "KindList")],
            handling: .keyed(.readInterfaces) { _, _, _ in
                let kinds = backend.library.kinds.values.sorted { ($0.name, $0.version) < ($1.name, $1.version) }
                let items = kinds.map { kind -> JSONText in
                    .object([
                        ("kind", .string(kind.name)), ("version", .integer(kind.version)),
                        ("title", .string(kind.title)), ("key", .array(kind.key.map { .string($0) })),
                        ("anchor", .string(kind.anchor)),
                        ("domains", .array(kind.domains.map { .string($0) })),
                        ("schema", .string("/v1/kinds/\(kind.reference)/schema")),
                    ])
                }
                return Response(json: .object([("items", .array(items)), ("next", .null)]))
            })
    }

    private var schema: Operation {
        Operation(
            method: .get, path: "/v1/kinds/{kind}/schema", id: "getKindSchema",
            summary: "JSON Schema (draft 2020-12) of a kind's canonical form",
            parameters: [.path("kind", "sale, or sale@1 for a version")],
            replies: [
                ReplyShape(status: 200, meaning: "The schema", contentType: "application/schema+json"),
                .problem(404, "No such kind; with a suggestion"),
            ],
            handling: .keyed(.readInterfaces) { _, arguments, _ in
                let kind = try backend.library.known(kind: arguments.required("kind"))
                return Response(json: KindSchema.document(of: kind), type: "application/schema+json")
            })
    }
}
