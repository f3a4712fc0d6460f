import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Cells, in the order in which they were opened; `nil` means any.
    package func cells(
        kind: String? = nil, domain: String? = nil, entity: String? = nil, location: String? = nil,
        after: Cursor? = nil, limit: Int = 1000
    ) throws -> Page<CellView> {
        let start = try after?.number() ?? 0
        return try read { db in
            let book = CellBook(db: db, charter: charter)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.*, k.name AS kind, s.entity, s.location, d.name AS domain_name
                    FROM (\(CellBook.select)) c JOIN cells x ON x.id = c.id
                        JOIN scopes s ON s.id = x.scope JOIN kinds k ON k.id = s.kind
                        JOIN domains d ON d.id = x.domain
                    WHERE c.id > ?1 AND (?2 IS NULL OR k.name = ?2) AND (?3 IS NULL OR d.name = ?3)
                        AND (?4 IS NULL OR s.entity = ?4) AND (?5 IS NULL OR s.location = ?5)
                    ORDER BY c.id LIMIT ?6
                    """,
                arguments: [start, kind, domain, entity, location, limit + 1])
            let views = try rows.map { row in
                let scope = Scope(kind: row["kind"], entity: row["entity"], location: row["location"])
                let id: Int64 = row["id"]
                return CellView(
                    id: id,
                    cell: CellBook.cell(
                        row, scope: scope, domain: row["domain_name"], epochs: try book.epochs(of: id)),
                    highestDate: row.date("highest_date"), openedAt: row.moment("opened_at"))
            }
            return Page(views, limit: limit) { Cursor(number: $0.id) }
        }
    }

    /// What the guard would say to a record, and the cell it would say it about; changes nothing.
    package func explain(_ submission: Submission, scope: Scope, domain: String) throws
        -> (cell: Cell?, decision: Decision)
    {
        let known = try cells(
            kind: scope.kind, domain: domain, entity: scope.entity, location: scope.location, limit: 1)
        var cell = known.items.first?.cell
        if cell == nil, charter.opener(of: scope, domain: domain) == submission.writer {
            cell = Cell(scope: scope, domain: domain, outgoing: submission.writer)
        }
        return (cell, decide(submission, in: cell))
    }
}
