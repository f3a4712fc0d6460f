import Canonical
import Hummingbird
import Ledger

/// `/v1/audit`: who did what, and when.
struct AuditRoutes: Sendable {
    let backend: Backend
    /// How far back a page may begin: the ledger reads its audit from the end.
    private static let reach = 200_000

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
        while true {
            let missing = try ledger.counts().auditRows - after
            guard missing > 0 else { return [] }
            guard missing <= reach else {
                throw Problem(
                    .badRequest,
                    "That is more than \(reach) acts ago; 'crossdock audit export' writes all of them.")
            }
            let rows = try ledger.auditTail(limit: missing).filter { $0.seq > after }
            // Acts added in between push the oldest ones out: look again.
            guard rows.first.map({ $0.seq == after + 1 }) ?? false else { continue }
            return Array(rows.prefix(limit))
        }
    }
}
