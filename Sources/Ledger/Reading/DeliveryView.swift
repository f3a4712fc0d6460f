import Canonical
import GRDB
import Ownership

/// One thing a target is told: a version of a fact, or that an earlier one is taken back.
package struct DeliveryView: Sendable, Hashable {
    /// Rises with every commit.
    package let id: Int64
    package let target: String
    package let act: DeliveryAct
    package let role: EgressRole
    package let domain: String
    package let at: Instant
    package let record: RecordView

    package var json: JSONText {
        .object([
            ("delivery", .integer(Int(id))), ("target", .string(target)), ("act", .string(act.description)),
            ("role", .string(role.description)), ("domain", .string(domain)), ("at", .string(at.description)),
            ("version", record.json),
        ])
    }
}

extension Ledger {
    /// What a target is told, in commit order, after a place in the list.
    ///
    /// - Throws: `LedgerError.unknown` for a target that `egress.yaml` does not name and that was never told anything.
    package func deliveries(to target: String, after: Int64 = 0, limit: Int = 100) throws -> [DeliveryView] {
        try read { db in
            let isKnown = try Int.fetchOne(db, sql: "SELECT 1 FROM targets WHERE name = ?", arguments: [target]) != nil
            guard isKnown || egress.rules.contains(where: { $0.target == target }) else { throw LedgerError.unknown("target") }
            let names = try Interning.domains(in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT o.* FROM outbox o JOIN targets g ON g.id = o.target WHERE g.name = ? AND o.id > ? ORDER BY o.id LIMIT ?
                    """,
                arguments: [target, after, limit])
            let select = try db.cachedStatement(sql: RecordView.select + " WHERE r.id = ?")
            return try rows.compactMap { row in
                guard let version = try Row.fetchOne(select, arguments: [row["record"] as Int64]) else { return nil }
                return DeliveryView(
                    id: row["id"], target: target, act: DeliveryAct(rawValue: row["act"]) ?? .original,
                    role: row["role"] == 1 ? .poster : .informational, domain: names[row["domain"]] ?? "", at: row.moment("at"),
                    record: RecordView(version, domains: names))
            }
        }
    }
}
