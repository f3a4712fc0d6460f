import Canonical
import Hummingbird
import Ledger

/// `/v1/audit`: who did what, and when.
struct AuditRoutes: Sendable {
    let backend: Backend

    var operations: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/audit", id: "listAudit", summary: "Acts, oldest first",
                parameters: [
                    .query("after", "Only acts after this number; without it the latest", .integer(0...Int.max - 1)),
                    .limit,
                ],
                replies: [.json(200, "Acts; 'next' is the 'after' to ask with next time", "AuditPage")],
                handling: .keyed(.readAudit) { _, arguments, _ in
                    let (after, limit) = (arguments.integer("after"), arguments.limit)
                    let rows = try await backend.read { try Self.rows(after: after, limit: limit, from: $0) }
                    return Response(
                        json: .object([
                            ("items", .array(rows.map(\.json))),
                            ("next", .optional(rows.last.map { Int($0.seq) } ?? after)),
                        ]))
                })
        ]
    }

    private static func rows(after: Int?, limit: Int, from ledger: Ledger) throws -> [AuditRow] {
        guard let after else { return try ledger.auditTail(limit: limit) }
        return try ledger.audit(after: Int64(after), limit: limit)
    }
}
