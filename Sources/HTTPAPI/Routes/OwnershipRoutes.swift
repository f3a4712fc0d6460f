import Canonical
import Hummingbird
import Ledger
import Ownership

/// `/v1/ownership`: who owns what.
struct OwnershipRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/ownership", id: "listOwnership",
                summary: "Cells, and who owns each of them on a date",
                parameters: [
                    .query("kind", "Only of this kind"), .query("domain", "Only of this domain"),
                    .query("entity", "Only of this legal entity"), .query("location", "Only of this location"),
                    .query("date", "The business date; the latest that has begun unless said", .date),
                    .cursor, .limit,
                ],
                replies: [.json(200, "A page; the header Link leads to the next", "OwnershipPage")],
                handling: .keyed(.readOwnership) { request, arguments, _ in
                    let kind = try arguments.text("kind").map { try backend.library.known(kind: $0).name }
                    let date = arguments.date("date") ?? Submission.lastOpenDay(at: backend.timekeeper.now())
                    let page = try await backend.read {
                        try $0.cells(
                            kind: kind, domain: arguments.text("domain"), entity: arguments.text("entity"),
                            location: arguments.text("location"), after: arguments.cursor(),
                            limit: arguments.limit)
                    }
                    return Response(page: page, request) { $0.json(on: date) }
                })
        ]
    }
}
