import Canonical
import Hummingbird
import Ledger

/// `/v1/changes`: the feed.
struct ChangeRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/changes", id: "listChanges",
                summary:
                    "Canonical versions in commit order; applying all of them ends with the current state",
                parameters: [
                    .query("after", "The 'cursor' of the answer before; from the beginning without it"),
                    .query("kind", "Only of this kind"), .limit,
                ],
                replies: [
                    .json(200, "Versions, and the cursor to ask with next time, also where there are none", "ChangePage")
                ],
                handling: .keyed(.readChanges) { _, arguments, _ in
                    let kind = try arguments.text("kind").map { try backend.library.known(kind: $0).name }
                    let page = try await backend.read {
                        try $0.changes(after: arguments.cursor("after"), kind: kind, limit: arguments.limit)
                    }
                    // Before anything was ever committed there is no place to name; the empty cursor
                    // means the beginning.
                    return Response(
                        json: .object([
                            ("items", .array(page.items.map(\.json))),
                            ("cursor", .string(page.next?.description ?? "")),
                        ]))
                })
        ]
    }
}
