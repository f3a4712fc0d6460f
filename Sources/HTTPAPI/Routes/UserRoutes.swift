import Canonical
import Hummingbird
import Ledger

/// `/v1/users`: who may act, and as what. They are made on the command line only.
struct UserRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/users", id: "listUsers",
                summary: "Users with their roles; those who were revoked have a 'revokedAt'",
                replies: [.json(200, "All of them", "UserList")],
                handling: .keyed(.readUsers) { _, _, _ in
                    let users = try await backend.read { try $0.users() }
                    return Response(json: .object([("items", .array(users.map(\.json))), ("next", .null)]))
                })
        ]
    }
}
