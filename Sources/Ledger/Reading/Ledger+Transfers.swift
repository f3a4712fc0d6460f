import Canonical
import GRDB

extension Ledger {
    /// Newest first; `after` continues with older ones.
    package func transfers(_ filter: TransferFilter = .init(), after: Cursor? = nil, limit: Int = 100)
        throws -> Page<TransferView>
    {
        let before = try after?.number() ?? .max
        var conditions = ["t.id < ?"]
        var arguments: StatementArguments = [before]
        func add(_ condition: String, _ values: StatementArguments?) {
            guard let values else { return }
            conditions.append(condition)
            arguments += values
        }
        add("t.state = ?", filter.state.map { [$0.rawValue] })
        add("t.door = ?", filter.door.map { [$0.rawValue] })
        add("t.source = ?", filter.source.map { [$0] })
        add("i.name = ?", filter.interface.map { [$0] })
        add("t.digest = ?", filter.digest.map { [$0.data] })
        add(
            "t.received_at >= ? AND t.received_at < ?",
            filter.date.map { [Int64($0.days) * 86_400_000, Int64($0.days + 1) * 86_400_000] })
        let sql = """
            \(TransferView.select) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY t.id DESC LIMIT ?
            """
        return try read { db in
            let rows = try Row.fetchAll(db, sql: sql, arguments: arguments + [limit + 1])
            return Page(rows.map(TransferView.init), limit: limit) { Cursor(number: $0.id) }
        }
    }

    package func transfer(_ id: Int64) throws -> TransferView? {
        try read { db in try TransferView.fetch(id, in: db) }
    }

    /// The receipt of a transfer, finished or not.
    package func receipt(_ id: Int64) throws -> Receipt? {
        try read { db in
            guard try TransferView.fetch(id, in: db) != nil else { return nil }
            return try TransferRow.receipt(id, isReplay: false, in: db)
        }
    }

    /// What became of each record of a transfer, by number, from `after` + 1 on.
    package func outcomes(of transfer: Int64, after: Int = 0, limit: Int = 1000) throws -> [OutcomeView] {
        try read { db in
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT * FROM outcomes WHERE transfer = ? AND number + count > ? ORDER BY number
                    """,
                arguments: [transfer, after + 1])
            var views: [OutcomeView] = []
            while views.count < limit, let row = try cursor.next() {
                let first: Int = row["number"]
                let end = first + (row["count"] as Int)
                for number in max(first, after + 1)..<end where views.count < limit {
                    views.append(OutcomeView(row, number: number, step: Int64(number - first)))
                }
            }
            return views
        }
    }
}
