import Canonical
import Hummingbird
import Intake
import Ledger
import Ownership
import Registry

/// `/v1/cutovers`: the board, and the acts of people on it.
struct CutoverRoutes: Sendable {
    let backend: Backend

    static let id = Parameter.path("id", "The cutover's name")
    static let conditions: [Parameter] = [
        .header("If-Match", "The revision the caller has seen, as ETag gives it; needed for every step forward"),
        .header("Idempotency-Key", "Makes a repeated request safe"),
    ]
    static let replies: [ReplyShape] = [
        .json(200, "The cutover as it stands then", "Cutover"), .problem(403, "This person may not"),
        .problem(404, "No such cutover"), .problem(409, "Something is missing: 'missing' says what, one sentence each"),
        .problem(412, "Somebody changed it since"), .problem(428, "If-Match is missing"),
    ]

    var operations: [Operation] { [list, get, plan, gates, approve, transit, exempt, grant, differences] }

    private var list: Operation {
        Operation(
            method: .get, path: "/v1/cutovers", id: "listCutovers", summary: "The board: every cutover and what its next step waits for",
            replies: [.json(200, "All of them", "CutoverList")],
            handling: .keyed(.readCutovers) { _, _, _ in
                let views = try await backend.read { try $0.cutovers() }
                return Response(json: .object([("items", .array(views.map { .object($0.summary) })), ("next", .null)]))
            })
    }

    private var get: Operation {
        Operation(
            method: .get, path: "/v1/cutovers/{id}", id: "getCutover", summary: "One cutover: cells, gates, approvals, exemptions",
            parameters: [Self.id], replies: [.json(200, "The cutover; ETag is its revision", "Cutover"), .problem(404, "No such cutover")],
            handling: .keyed(.readCutovers) { _, arguments, _ in
                let name = arguments.required("id")
                return Self.response(try await backend.read { try $0.cutover(name) })
            })
    }

    private var differences: Operation {
        Operation(
            method: .get, path: "/v1/cutovers/{id}/differences", id: "listDifferences",
            summary: "Store-days on which the writers differ, the latest first, with every fact and total named",
            parameters: [Self.id, .query("location", "Only at this location"), .limit],
            replies: [.json(200, "Store-days", "DifferenceList"), .problem(404, "No such cutover")],
            handling: .keyed(.readCutovers) { _, arguments, _ in
                let (name, location, limit) = (arguments.required("id"), arguments.text("location"), arguments.limit)
                let days = try await backend.read { try $0.storeDays(of: name, location: location, limit: limit) }
                return Response(json: .object([("items", .array(days.map(\.json))), ("next", .null)]))
            })
    }

    static func response(_ view: CutoverView) -> Response {
        Response(json: view.json, headers: [.eTag: "\"\(view.revision)\""])
    }
}
