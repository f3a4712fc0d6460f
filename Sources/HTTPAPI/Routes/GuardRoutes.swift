import Canonical
import Hummingbird
import Intake
import Ledger
import Registry
import Translation

/// `/v1/guard/explain`: what would happen to a body now.
struct GuardRoutes: Sendable {
    let backend: Backend

    /// The ledger waits while it is explained, so it is not for whole archives.
    private static let longestBody = 16 << 20

    var operations: [Operation] {
        [
            Operation(
                method: .post, path: "/v1/guard/explain", id: "explain",
                summary: "Says record by record what would happen to a body now; nothing is posted",
                parameters: [
                    .query("interface", "ID or ID@VERSION; or canonical.KIND for the canonical form", required: true),
                    .query("writer", "Whose it would be; the interface's writer, or else the key's, unless said"),
                ],
                body: .raw(meaning: "In the interface's format"),
                replies: [.json(200, "What would become of each record", "Explanation"), .problem(413, "The body is too long")],
                handling: .keyed(.explain) { request, arguments, context in
                    let reference = arguments.required("interface")
                    let plan = try plan(reference)
                    let writer = arguments.text("writer") ?? (plan.definition.writer.isEmpty ? context.key.writer : plan.definition.writer)
                    guard let writer else { throw Problem(.badRequest, "Say whose it would be: writer=…") }
                    let limit = min(Self.longestBody, backend.settings.memoryBodyBytes)
                    guard case .memory(let bytes) = try await BodyReader(backend: backend).receive(request, limit: limit) else {
                        throw Problem(.bodyTooLarge, "At most \(limit) bytes are explained; the command line takes files of any size.")
                    }
                    let arrival = Arrival(door: .rest, source: context.key.name, name: ShownName.none, plan: plan, writer: writer)
                    let pipeline = backend.pipeline
                    let rehearsal = try await backend.postings.run {
                        try pipeline.rehearse(arrival, size: bytes.count, digest: .of(bytes)) { MemorySource(bytes) }
                    }
                    return Response(json: rehearsal.json)
                })
        ]
    }

    private func plan(_ reference: String) throws -> Plan {
        if reference.hasPrefix("canonical.") {
            let kind = try backend.library.known(kind: String(reference.dropFirst("canonical.".count)))
            guard let plan = backend.shelf.canonicalPlan(kind.reference) else { throw Problem.notFound("kind") }
            return plan
        }
        let definition = try backend.library.known(interface: reference)
        guard let plan = backend.shelf.plan(definition.reference) else { throw Problem.notFound("interface") }
        return plan
    }
}
