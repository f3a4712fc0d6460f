import Canonical
import Hummingbird
import Intake
import Ledger
import Ownership

/// `/v1/retirement`: interfaces on their way out, and the steps of their lives.
struct RetirementRoutes: Sendable {
    let backend: Backend

    private static let id = Parameter.path("id", "ID or ID@VERSION; without a version the current one")

    var operations: [Operation] { [list, get, act] }

    private var list: Operation {
        Operation(
            method: .get, path: "/v1/retirement", id: "listRetirement",
            summary: "Every interface that is transitional, retiring or retired, and what its next step waits for",
            replies: [.json(200, "All of them", "RetirementList")],
            handling: .keyed(.readInterfaces) { _, _, _ in
                let book = LifeBook(backend.pipeline)
                let rows = try await backend.reads.run { try book.board() }
                return Response(json: .object([("items", .array(rows.map(\.json))), ("next", .null)]))
            })
    }

    private var get: Operation {
        Operation(
            method: .get, path: "/v1/retirement/{id}", id: "getRetirement",
            summary: "Who uses an interface, for what, and the steps of its life",
            parameters: [Self.id],
            replies: [.json(200, "All that is known", "RetirementDetails"), .problem(404, "No such interface; with a suggestion")],
            handling: .keyed(.readInterfaces) { _, arguments, _ in
                try await details(arguments.required("id"))
            })
    }

    private var act: Operation {
        Operation(
            method: .post, path: "/v1/retirement/{id}", id: "actOnLife",
            summary: "Takes a step of an interface's life: sets its status, puts its date off, plans a brownout, retires it",
            parameters: [Self.id],
            body: .json(schema: "LifeAct", meaning: "The step, and why; kept in the audit"),
            replies: [
                .json(200, "What the interface's life is now", "RetirementDetails"),
                .problem(404, "No such interface; with a suggestion"), .problem(409, "What stands against it, in 'missing'"),
            ],
            handling: .keyed(.writeInterfaces) { request, arguments, context in
                let definition = try backend.library.known(interface: arguments.required("id"))
                let step = try LifeRequest(try await BodyReader(backend: backend).receiveSmall(request))
                let (book, person) = (LifeBook(backend.pipeline), try context.human())
                try await backend.reads.run { try book.take(step.act, on: definition, reason: step.reason, by: person) }
                return try await details(definition.reference)
            })
    }

    private func details(_ reference: String) async throws -> Response {
        let definition = try backend.library.known(interface: reference)
        let (book, today) = (LifeBook(backend.pipeline), backend.timekeeper.now().utcDay)
        let details = try await backend.reads.run { try book.details(of: definition) }
        return Response(json: details.json(on: today))
    }
}
