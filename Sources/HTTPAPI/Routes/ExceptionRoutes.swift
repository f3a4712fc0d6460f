import Canonical
import Foundation
import Hummingbird
import Ledger

/// `/v1/exceptions`: what a person must look at.
struct ExceptionRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] { [list, resolve] }

    private var list: Operation {
        Operation(
            method: .get, path: "/v1/exceptions", id: "listExceptions",
            summary: "Exceptions, newest first; those of one transfer as they stand in its file",
            parameters: [
                .query("state", "Only in this state", .choice(ExceptionState.allCases.map(\.description))),
                .query("transfer", "Only of this transfer", .integer(1...Int.max)),
                .query("interface", "Only of this interface, without version"),
                .query("class", "Only of this class", .choice(Finding.Class.allCases.map(\.rawValue))),
                .query("rule", "Only of this rule"), .cursor, .limit,
            ],
            replies: [.json(200, "A page; the header Link leads to the next", "ExceptionPage")],
            handling: .keyed(.readExceptions) { request, arguments, context in
                let filter = ExceptionFilter(
                    state: arguments.text("state").flatMap(ExceptionState.init(name:)),
                    transfer: arguments.integer("transfer").map(Int64.init),
                    interface: arguments.text("interface"),
                    class: arguments.text("class").flatMap(Finding.Class.init(rawValue:)),
                    rule: arguments.text("rule"))
                let page = try await backend.read { [actor = context.actor] ledger in
                    let page = try ledger.exceptions(filter, after: arguments.cursor(), limit: arguments.limit)
                    try ledger.noteReading(page.items, by: actor)
                    return page
                }
                return Response(page: page, request) { $0.json }
            })
    }

    private var resolve: Operation {
        Operation(
            method: .post, path: "/v1/exceptions/{id}/resolve", id: "resolveException",
            summary: "Marks an exception as dealt with; one that is resolved stays as it is",
            parameters: [.path("id", "The exception's number", .integer(1...Int.max))],
            body: .json(schema: "Resolution", meaning: "Why it is settled; kept in the audit"),
            replies: [.json(200, "The exception", "Exception"), .problem(404, "No such exception")],
            handling: .keyed(.writeExceptions) { request, arguments, context in
                let bytes = try await BodyReader(backend: backend).receiveSmall(request)
                let body = try TextFields(bytes)
                try body.allow(["reason"])
                let reason = try body.text("reason").trimmingCharacters(in: .whitespacesAndNewlines)
                let id = Int64(arguments.integer("id") ?? 0)
                let view = try await backend.read { [actor = context.actor] in try $0.resolve(id, by: actor, reason: reason) }
                return Response(json: view.json)
            })
    }
}
