import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Newest first; those of one transfer oldest first, as they stand in its file.
    package func exceptions(_ filter: ExceptionFilter = .init(), after: Cursor? = nil, limit: Int = 100)
        throws -> Page<ExceptionView>
    {
        let isOneTransfer = filter.transfer != nil
        let start = try after?.number() ?? (isOneTransfer ? 0 : .max)
        var conditions = [isOneTransfer ? "e.id > ?" : "e.id < ?"]
        var arguments: StatementArguments = [start]
        func add(_ condition: String, _ values: StatementArguments?) {
            guard let values else { return }
            conditions.append(condition)
            arguments += values
        }
        add("e.state = ?", filter.state.map { [$0.rawValue] })
        add("e.transfer = ?", filter.transfer.map { [$0] })
        add("e.class = ?", filter.class.map { [$0.rawValue] })
        add("e.rule = ?", filter.rule.map { [$0] })
        add(
            """
            EXISTS (SELECT 1 FROM transfers t JOIN interfaces i ON i.id = t.interface
                WHERE t.id = e.transfer AND i.name = ?)
            """, filter.interface.map { [$0] })
        let sql = """
            SELECT e.* FROM exceptions e WHERE \(conditions.joined(separator: " AND "))
            ORDER BY e.id \(isOneTransfer ? "" : "DESC") LIMIT ?
            """
        return try read { db in
            let rows = try Row.fetchAll(db, sql: sql, arguments: arguments + [limit + 1])
            return Page(rows.map(ExceptionView.init), limit: limit) { Cursor(number: $0.id) }
        }
    }

    package func exception(_ id: Int64) throws -> ExceptionView? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM exceptions WHERE id = ?", arguments: [id])
                .map(ExceptionView.init)
        }
    }

    /// Marks an exception as dealt with. One that is resolved stays as it is.
    ///
    /// - Throws: `LedgerError.unknown`, `.notPermitted`.
    package func resolve(_ id: Int64, by actor: String, reason: String) throws -> ExceptionView {
        let now = timekeeper.now()
        try write { db in
            try Self.requireRepairer(actor, in: db)
            try db.execute(
                sql: """
                    UPDATE exceptions SET state = 2, resolved_at = ?, resolved_by = ?, resolution = ?
                    WHERE id = ? AND state = 1
                    """,
                arguments: [now.milliseconds, actor, reason, id])
            guard db.changesCount == 1 else { return }
            try AuditChain.append(
                "exception.resolved", by: actor, on: "exception/\(id)", [("reason", .string(reason))],
                at: now, in: db)
        }
        guard let view = try exception(id) else { throw LedgerError.unknown("exception") }
        return view
    }
}
