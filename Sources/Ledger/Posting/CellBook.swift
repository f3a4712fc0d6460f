import Canonical
import GRDB
import Ownership

/// Reads and opens cells, within one transaction.
struct CellBook {
    let db: Database
    let charter: Charter

    /// The cell of a scope and domain; opened if it does not exist and the charter lets `writer` do so.
    func cell(
        _ scope: Scope, scopeID: Int64, domain: String, domainID: Int64, for writer: String,
        by actor: String, at now: Instant
    ) throws -> (Cell, Int64)? {
        let own = scope
        let scope = charter.cellScope(of: own, domain: domain)
        let scopeID = scope == own ? scopeID : try Interning.scope(scope, in: db)
        if let known = try cell(scope, scopeID: scopeID, domain: domain, domainID: domainID) {
            return known
        }
        guard charter.opener(of: scope, domain: domain) == writer else { return nil }
        let owner = try Interning.writer(writer, in: db)
        try db.execute(
            sql: """
                INSERT INTO cells(scope, domain, phase, revision, outgoing, opened_at)
                VALUES (?, ?, ?, 1, ?, ?)
                """,
            arguments: [scopeID, domainID, Phase.legacy.rawValue, owner, now.milliseconds])
        let id = db.lastInsertedRowID
        try db.execute(
            sql: "INSERT INTO epochs(cell, epoch, from_date, writer) VALUES (?, 1, NULL, ?)",
            arguments: [id, owner])
        try AuditChain.append(
            "cell.opened", by: actor,
            on: "\(scope.kind)/\(domain)/\(scope.entity)/\(scope.location)",
            [("writer", .string(writer)), ("epoch", .integer(1))], at: now, in: db)
        return (Cell(scope: scope, domain: domain, outgoing: writer), id)
    }

    func cell(
        _ scope: Scope, scopeID: Int64, domain: String, domainID: Int64
    ) throws -> (Cell, Int64)? {
        let statement = try db.cachedStatement(sql: Self.select + " WHERE c.scope = ? AND c.domain = ?")
        guard let row = try Row.fetchOne(statement, arguments: [scopeID, domainID]) else { return nil }
        let id: Int64 = row["id"]
        return (Self.cell(row, scope: scope, domain: domain, epochs: try epochs(of: id)), id)
    }

    func scope(_ id: Int64) throws -> Scope {
        let statement = try db.cachedStatement(
            sql: "SELECT k.name, s.entity, s.location FROM scopes s JOIN kinds k ON k.id = s.kind WHERE s.id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { throw LedgerError.unknown("scope") }
        return Scope(kind: row["name"], entity: row["entity"], location: row["location"])
    }

    func epochs(of cell: Int64) throws -> [Epoch] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT e.epoch, e.from_date, w.name AS writer, e.sealed
                FROM epochs e JOIN writers w ON w.id = e.writer WHERE e.cell = ? ORDER BY e.epoch
                """)
        return try Row.fetchAll(statement, arguments: [cell]).map {
            Epoch(
                number: $0["epoch"], from: $0.date("from_date"), writer: $0["writer"],
                isSealed: $0["sealed"])
        }
    }

    static let select = """
        SELECT c.id, c.phase, c.revision, c.boundary, c.watermark, c.highest_date, c.opened_at,
            a.name AS outgoing, b.name AS incoming
        FROM cells c JOIN writers a ON a.id = c.outgoing LEFT JOIN writers b ON b.id = c.incoming
        """

    /// A phase that this release does not know is read as `sealed`, the phase that accepts least.
    static func cell(_ row: Row, scope: Scope, domain: String, epochs: [Epoch]) -> Cell {
        Cell(
            scope: scope, domain: domain, phase: Phase(rawValue: row["phase"]) ?? .sealed,
            revision: row["revision"], outgoing: row["outgoing"], incoming: row["incoming"],
            boundary: row.date("boundary"), watermark: row.date("watermark"), epochs: epochs, highest: row.date("highest_date"))
    }
}
