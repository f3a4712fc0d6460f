import Canonical
import Hummingbird

/// `/healthz`, `/readyz` and `/metrics`: for machines, without a key.
struct HealthRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] { [health, ready, metrics] }

    private var health: Operation {
        Operation(
            method: .get, path: "/healthz", id: "health", summary: "Whether the process is up",
            replies: [.json(200, "It is", "Status")],
            handling: .open { _, _, _ in Response(json: .object([("status", .string("up"))])) })
    }

    private var ready: Operation {
        Operation(
            method: .get, path: "/readyz", id: "ready",
            summary: "Whether the ledger can be read and written, there is room, and the drops can be reached",
            replies: [.json(200, "It is ready", "Status"), .problem(503, "It is not; 'reasons' says why")],
            handling: .open { _, _, _ in
                let backend = backend
                let reasons = try await backend.reads.run { Readiness(backend).reasons }
                guard reasons.isEmpty else {
                    var problem = Problem(.notReady, reasons.joined(separator: " "))
                    problem.members = [("reasons", .array(reasons.map { .string($0) }))]
                    throw problem.retry(afterSeconds: 10)
                }
                return Response(json: .object([("status", .string("ready"))]))
            })
    }

    private var metrics: Operation {
        Operation(
            method: .get, path: "/metrics", id: "metrics", summary: "Metrics in Prometheus text format 0.0.4",
            replies: [ReplyShape(status: 200, meaning: "The metrics", contentType: "text/plain")],
            handling: .open { _, _, _ in
                let backend = backend
                let text = try await backend.reads.run {
                    var text = backend.metrics.text
                    LedgerGauges(backend).write(to: &text)
                    return text.bytes
                }
                return Response(bytes: text, type: "text/plain; version=0.0.4; charset=utf-8")
            })
    }
}
