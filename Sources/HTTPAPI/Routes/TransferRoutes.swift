import Canonical
import HTTPTypes
import Hummingbird
import Intake
import Ledger
import Ownership
import Registry

/// `/v1/transfers`: raw bodies in any registered format, and what became of them.
struct TransferRoutes: Sendable {
    let backend: Backend

    private static let id = Parameter.path("id", "The transfer's number", .integer(1...Int.max))

    var operations: [Operation] { [post, list, get, outcomes] }

    private var post: Operation {
        Operation(
            method: .post, path: "/v1/transfers", id: "postTransfer",
            summary: "Sends a file's content in the format of an interface",
            parameters: [
                .query("interface", "ID or ID@VERSION; without a version the current one", required: true),
                .query("name", "What the file is called; only ever shown"),
                .header("X-File-Name", "The same, as a header"),
                .header("Idempotency-Key", "Makes a repeated request safe: it gets the first one's answer"),
            ],
            body: .raw(meaning: "In the interface's format; Content-Type is not looked at"),
            replies: ReceiptAnswer.replies + [
                .problem(403, "The key is another writer's; or it is new to an interface that is being retired"),
                .problem(410, "The interface is retired"),
                .problem(503, "The interface is in a planned brownout, see Retry-After"),
            ],
            handling: .keyed(.writeTransfers) { request, arguments, context in
                let definition = try backend.library.known(interface: arguments.required("interface"))
                let writer = try context.writer()
                try check(definition, writer, context)
                let lifecycle = try await LifeGate(backend: backend).pass(definition, context)
                guard let plan = backend.shelf.plan(definition.reference) else { throw Problem.notFound("interface") }
                let arrival = Arrival(
                    door: .rest, source: context.key.name,
                    name: ShownName.clean(arguments.text("name") ?? request.headers[.fileName]), plan: plan,
                    writer: writer, idempotencyKey: try IdempotencyKey.read(request), pickup: nil)
                return try await Reception(backend: backend)
                    .receive(request, arrival, limit: backend.settings.maxTransferBytes, lifecycle: lifecycle)
            })
    }

    private var list: Operation {
        Operation(
            method: .get, path: "/v1/transfers", id: "listTransfers", summary: "Transfers, newest first",
            parameters: [
                .query("state", "Only in this state", .choice(TransferState.allCases.map(\.description))),
                .query("source", "Only from this drop or key"),
                .query("interface", "Only of this interface, without version"),
                .query("date", "Only received on this day, UTC", .date), .cursor, .limit,
            ],
            replies: [.json(200, "A page; the header Link leads to the next", "TransferPage")],
            handling: .keyed(.readTransfers) { request, arguments, _ in
                let filter = TransferFilter(
                    state: arguments.text("state").flatMap(TransferState.init(name:)),
                    source: arguments.text("source"), interface: arguments.text("interface"),
                    date: arguments.date("date"))
                let page = try await backend.read {
                    try $0.transfers(filter, after: arguments.cursor(), limit: arguments.limit)
                }
                return Response(page: page, request) { .object($0.linked) }
            })
    }

    private var get: Operation {
        Operation(
            method: .get, path: "/v1/transfers/{id}", id: "getTransfer",
            summary: "The receipt of a transfer: counts, the first 100 exceptions, unknown codes",
            parameters: [Self.id],
            replies: [.json(200, "The receipt", "Receipt"), .problem(404, "No such transfer")],
            handling: .keyed(.readTransfers) { _, arguments, context in
                let id = Int64(arguments.integer("id") ?? 0)
                let answer = try await backend.read { [actor = context.actor] ledger in
                    let answer = try ledger.receipt(id).map { try ReceiptAnswer($0, from: ledger) }
                    try ledger.noteReading(answer?.exceptions ?? [], by: actor)
                    return answer
                }
                guard let answer else { throw Problem.notFound("transfer") }
                return Response(json: answer.receiptJSON)
            })
    }

    private var outcomes: Operation {
        Operation(
            method: .get, path: "/v1/transfers/{id}/outcomes", id: "listOutcomes",
            summary: "What became of each record of a transfer, by number",
            parameters: [
                Self.id, .query("after", "Only records after this number", .integer(0...Int.max - 1)), .limit,
            ],
            replies: [.json(200, "A page; 'next' is the next 'after'", "OutcomePage"), .problem(404, "No such transfer")],
            handling: .keyed(.readTransfers) { _, arguments, _ in
                let id = Int64(arguments.integer("id") ?? 0)
                let (after, limit) = (arguments.integer("after") ?? 0, arguments.limit)
                let views = try await backend.read { ledger in
                    try ledger.transfer(id).map { _ in try ledger.outcomes(of: id, after: after, limit: limit + 1) }
                }
                guard let views else { throw Problem.notFound("transfer") }
                let shown = views.prefix(limit)
                return Response(
                    json: .object([
                        ("items", .array(shown.map(\.json))),
                        ("next", views.count > limit ? .optional(shown.last?.number) : .null),
                    ]))
            })
    }

    /// - Throws: a 403 `Problem` for another writer's interface.
    private func check(_ definition: InterfaceDefinition, _ writer: String, _ context: KeyedContext) throws {
        guard definition.writer == writer else {
            throw Problem(
                .wrongWriter,
                "The key '\(context.key.name)' is bound to the writer '\(writer)'; \(definition.reference) is another's.")
        }
    }
}
