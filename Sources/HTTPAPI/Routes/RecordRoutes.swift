import Canonical
import HTTPTypes
import Hummingbird
import Intake
import Ledger
import Registry

/// `/v1/records`: canonical records, read and stated.
struct RecordRoutes: Sendable {
    let backend: Backend

    private static let kind = Parameter.path("kind", "A canonical kind, such as sale")

    var operations: [Operation] { [list, get, post] }

    private var list: Operation {
        Operation(
            method: .get, path: "/v1/records/{kind}", id: "listRecords",
            summary: "Current records of a kind, one for each key",
            parameters: [
                Self.kind, .query("entity", "Only of this legal entity"),
                .query("location", "Only of this location"),
                .query("date", "Only of this business date", .date), .cursor, .limit,
            ],
            replies: [.json(200, "A page; the header Link leads to the next", "RecordPage")],
            handling: .keyed(.readRecords) { request, arguments, _ in
                let kind = try known(arguments.required("kind"))
                let page = try await backend.read { ledger in
                    try ledger.records(
                        kind: kind.name, entity: arguments.text("entity"),
                        location: arguments.text("location"), date: arguments.date("date"),
                        after: arguments.cursor(), limit: arguments.limit)
                }
                return Response(page: page, request) { $0.json }
            })
    }

    private var get: Operation {
        Operation(
            method: .get, path: "/v1/records/{kind}/{id}", id: "getRecord",
            summary: "One record, or all versions it has had",
            parameters: [
                Self.kind, .path("id", "The record's id, as lists give it"),
                .query("history", "true for every version, oldest first", .flag),
            ],
            replies: [
                .json(200, "The record, with the digest of its body as ETag", "Record"),
                ReplyShape(status: 304, meaning: "The caller has this version already"),
                .problem(404, "No such record"),
            ],
            handling: .keyed(.readRecords) { request, arguments, _ in
                let kind = try known(arguments.required("kind"))
                guard let id = RecordID(arguments.required("id"))?.normalised else { throw Problem.notFound("record") }
                if arguments.flag("history") { return try await history(of: id, kind.name) }
                guard let view = try await backend.read({ try $0.record(kind: kind.name, id) }) else {
                    throw Problem.notFound("record")
                }
                guard let tag = view.digest.map(EntityTag.init) else { return Response(json: view.json) }
                if tag.isKnown(to: request) {
                    return Response(status: .notModified, headers: [.eTag: tag.description])
                }
                return Response(json: view.json, headers: [.eTag: tag.description])
            })
    }

    private var post: Operation {
        Operation(
            method: .post, path: "/v1/records/{kind}", id: "postRecords",
            summary: "States facts in the canonical form: one record or an array of them",
            parameters: [
                Self.kind,
                .header("Idempotency-Key", "Makes a repeated request safe: it gets the first one's answer"),
            ],
            body: .json(
                schema: "CanonicalRecords",
                meaning: "As /v1/kinds/{kind}/schema says, to the letter: otherwise nothing of the body is posted"),
            replies: ReceiptAnswer.replies,
            handling: .keyed(.writeRecords) { request, arguments, context in
                let kind = try known(arguments.required("kind"))
                let writer = try context.writer()
                guard let plan = backend.shelf.canonicalPlan(kind.reference) else { throw Problem.notFound("kind") }
                let arrival = Arrival(
                    door: .rest, source: context.key.name, name: ShownName.none, plan: plan,
                    writer: writer, idempotencyKey: try IdempotencyKey.read(request), pickup: nil)
                return try await Reception(backend: backend)
                    .receive(request, arrival, limit: backend.settings.maxBodyBytes)
            })
    }

    private func history(of id: RecordID, _ kind: String) async throws -> Response {
        let versions = try await backend.read { try $0.recordHistory(kind: kind, id) }
        guard !versions.isEmpty else { throw Problem.notFound("record") }
        return Response(json: .object([("items", .array(versions.map(\.json))), ("next", .null)]))
    }

    private func known(_ name: String) throws -> Kind { try backend.library.known(kind: name) }
}
