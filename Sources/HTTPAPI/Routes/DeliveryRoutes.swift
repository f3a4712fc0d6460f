import Canonical
import Hummingbird
import Ledger

/// `/v1/deliveries`: what a target is told.
struct DeliveryRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/deliveries", id: "listDeliveries",
                summary: "What a target is told, in commit order: versions it should post or know of, and those taken back",
                parameters: [
                    .query("target", "The target, as Interfaces/egress.yaml names it", required: true),
                    .query("after", "Only after this number", .integer(0...Int.max - 1)), .limit,
                ],
                replies: [
                    .json(200, "A page; 'next' is the 'after' to ask with next time", "DeliveryPage"), .problem(404, "No such target"),
                ],
                handling: .keyed(.readDeliveries) { _, arguments, _ in
                    let (target, after, limit) = (arguments.required("target"), arguments.integer("after") ?? 0, arguments.limit)
                    let items = try await backend.read { try $0.deliveries(to: target, after: Int64(after), limit: limit) }
                    return Response(
                        json: .object([
                            ("items", .array(items.map(\.json))), ("next", .integer(items.last.map { Int($0.id) } ?? after)),
                        ]))
                })
        ]
    }
}
