import Canonical
import GRDB

extension Ledger {
    /// Current records of a kind, one for each key, by scope in the order the scopes came, then by key.
    ///
    /// Where the domains of a record are at different versions, the latest of them stands for it.
    package func records(
        kind: String, entity: String? = nil, location: String? = nil, date: BusinessDate? = nil,
        after: Cursor? = nil, limit: Int = 100
    ) throws -> Page<RecordView> {
        let start = try after?.place()
        return try read { db in
            let scopes = try Row.fetchAll(
                db,
                sql: """
                    SELECT s.id, k.keyed_by_date FROM scopes s JOIN kinds k ON k.id = s.kind
                    WHERE k.name = ?1 AND (?2 IS NULL OR s.entity = ?2) AND (?3 IS NULL OR s.location = ?3)
                        AND s.id >= ?4
                    ORDER BY s.id
                    """,
                arguments: [kind, entity, location, start?.scope ?? 0])
            let names = try Interning.domains(in: db)
            var found: [(scope: Int64, view: RecordView)] = []
            for scope in scopes where found.count <= limit {
                let id: Int64 = scope["id"]
                let ids = try Self.current(
                    in: id, after: start?.scope == id ? start?.key : nil, date: date,
                    isKeyedByDate: scope["keyed_by_date"], limit: limit + 1 - found.count, db)
                let select = try db.cachedStatement(sql: RecordView.select + " WHERE r.id = ?")
                for record in ids {
                    guard let row = try Row.fetchOne(select, arguments: [record]) else { continue }
                    found.append((id, RecordView(row, domains: names)))
                }
            }
            let shown = found.prefix(limit)
            let next = found.count > limit ? shown.last : nil
            return Page(
                items: shown.map(\.view), next: next.map { Cursor(scope: $0.scope, key: $0.view.id.key) })
        }
    }

    /// The current version, `nil` if there is none under that name.
    package func record(kind: String, _ id: RecordID) throws -> RecordView? {
        try read { db in
            let find = try db.cachedStatement(
                sql: """
                    SELECT max(f.record) FROM scopes s JOIN kinds k ON k.id = s.kind
                        JOIN facts f ON f.scope = s.id AND f.key = ?4
                        WHERE k.name = ?1 AND s.entity = ?2 AND s.location = ?3
                    """)
            let version = try Int64.fetchOne(find, arguments: [kind, id.entity, id.location, id.key])
            let select = try db.cachedStatement(sql: RecordView.select + " WHERE r.id = ?")
            guard let version, let row = try Row.fetchOne(select, arguments: [version]) else { return nil }
            return RecordView(row, domains: try Interning.domains(in: db))
        }
    }

    /// Every version a record has had, in the order in which they came; those too that a later state was current before.
    package func recordHistory(kind: String, _ id: RecordID) throws -> [RecordView] {
        try read { db in
            let names = try Interning.domains(in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    WITH RECURSIVE fact(scope, key, record) AS (
                        SELECT f.scope, f.key, f.record FROM facts f
                            JOIN scopes s ON s.id = f.scope JOIN kinds k ON k.id = s.kind
                            WHERE k.name = ? AND s.entity = ? AND s.location = ? AND f.key = ?
                    ), versions(id) AS (
                        SELECT record FROM fact
                        UNION
                        SELECT p.replaced FROM supersessions p JOIN versions v ON p.record = v.id
                    ), known(id) AS (
                        SELECT id FROM versions
                        UNION
                        SELECT r.id FROM fact JOIN records r ON r.scope = fact.scope AND r.key = fact.key AND r.was_current = 0
                    )
                    \(RecordView.select) WHERE r.id IN known ORDER BY r.id
                    """,
                arguments: [kind, id.entity, id.location, id.key])
            return rows.map { RecordView($0, domains: names) }
        }
    }

    /// Ids of the latest versions, by key.
    private static func current(
        in scope: Int64, after: String?, date: BusinessDate?, isKeyedByDate: Bool, limit: Int,
        _ db: Database
    ) throws -> [Int64] {
        var conditions = ["f.scope = ?"]
        var arguments: StatementArguments = [scope]
        if let after {
            conditions.append("f.key > ?")
            arguments += [after]
        }
        if let date, isKeyedByDate {
            // Keys of the day are the date alone or the date and `:`; `;` is what follows `:`.
            conditions.append("f.key >= ? AND f.key < ?")
            arguments += [date.description, date.description + ";"]
        } else if let date {
            conditions.append("(SELECT r.date FROM records r WHERE r.id = f.record) = ?")
            arguments += [date.days]
        }
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT max(f.record) FROM facts f WHERE \(conditions.joined(separator: " AND "))
                GROUP BY f.scope, f.key ORDER BY f.scope, f.key LIMIT ?
                """,
            arguments: arguments + [limit])
    }
}
