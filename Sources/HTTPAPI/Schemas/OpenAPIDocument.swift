import Canonical
import Registry

/// The OpenAPI 3.1 document: written from the table that registers the routes.
struct OpenAPIDocument {
    private let operations: [Operation]
    private let library: Library

    init(_ operations: [Operation], library: Library) {
        self.operations = operations
        self.library = library
    }

    var bytes: [UInt8] { Array((json.pretty + "\n").utf8) }

    private var json: JSONText {
        .object([
            ("openapi", .string("3.1.0")),
            (
                "info",
                .object([
                    ("title", .string("Crossdock")), ("version", .string("1")),
                    ("description", .string("Canonical records of a retailer, and the guarded way to state them.")),
                ])
            ),
            ("paths", .object(paths)),
            (
                "components",
                .object([
                    (
                        "securitySchemes",
                        .object([("key", .object([("type", .string("http")), ("scheme", .string("bearer"))]))])
                    ),
                    ("schemas", .object(ComponentSchemas(library: library).all)),
                ])
            ),
        ])
    }

    private var paths: [(String, JSONText)] {
        var order: [String] = []
        var items: [String: [(String, JSONText)]] = [:]
        for operation in operations {
            if items[operation.path] == nil { order.append(operation.path) }
            items[operation.path, default: []].append((operation.method.rawValue.lowercased(), item(operation)))
        }
        return order.map { ($0, .object(items[$0] ?? [])) }
    }

    private func item(_ operation: Operation) -> JSONText {
        var members: [(String, JSONText)] = [
            ("operationId", .string(operation.id)), ("summary", .string(operation.summary)),
        ]
        if let scope = operation.scope {
            members.append(("description", .string("Needs a key that grants `\(scope.rawValue)`.")))
            members.append(("security", .array([.object([("key", .array([.string(scope.rawValue)]))])])))
        } else {
            members.append(("security", .array([])))
        }
        if !operation.parameters.isEmpty {
            members.append(("parameters", .array(operation.parameters.map(\.openAPI))))
        }
        if let body = operation.body { members.append(("requestBody", body.openAPI)) }
        members.append(("responses", .object(responses(operation))))
        return .object(members)
    }

    /// Every answer of the operation, with those that come of its declaration alone.
    private func responses(_ operation: Operation) -> [(String, JSONText)] {
        var replies = operation.replies
        func add(_ status: Int, _ meaning: String) {
            if !replies.contains(where: { $0.status == status }) { replies.append(.problem(status, meaning)) }
        }
        if !operation.parameters.isEmpty || operation.body != nil { add(400, "A parameter or the body is not as declared") }
        if operation.scope != nil {
            add(401, "No valid key")
            add(403, "The key does not allow it")
        }
        if operation.parameters.contains(where: { $0.place == .path || $0.name == "interface" }) { add(404, "No such thing") }
        if operation.body != nil {
            add(408, "The body took too long to arrive")
            add(413, "The body is too long")
            add(415, "The body has a Content-Encoding")
        }
        add(500, "An error of ours, logged under the id in 'instance'")
        add(503, "Busy, stopping or out of room: try again")
        return replies.sorted { $0.status < $1.status }.map { (String($0.status), $0.openAPI) }
    }
}
