import Canonical
import GRDB
import Ownership

extension CellBook {
    /// A cell by its row.
    func cell(_ id: Int64) throws -> Cell {
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.*, x.scope AS scope_id, d.name AS domain_name FROM (\(Self.select)) c
                    JOIN cells x ON x.id = c.id JOIN domains d ON d.id = x.domain WHERE c.id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { throw LedgerError.unknown("cell") }
        return Self.cell(row, scope: try scope(row["scope_id"]), domain: row["domain_name"], epochs: try epochs(of: id))
    }

    /// All cells of a kind.
    func cells(ofKind kind: String) throws -> [Redecider.Target] {
        let ids = try Int64.fetchAll(
            db,
            sql: """
                SELECT c.id FROM cells c JOIN scopes s ON s.id = c.scope JOIN kinds k ON k.id = s.kind
                WHERE k.name = ? ORDER BY c.id
                """, arguments: [kind])
        return try ids.map { Redecider.Target(cell: try cell($0), id: $0) }
    }

    /// The cells that rule over a scope's records, by domain.
    func targets(of scope: Int64) throws -> [Int64: Redecider.Target] {
        let own = try self.scope(scope)
        var targets: [Int64: Redecider.Target] = [:]
        for (id, name) in try Interning.domains(in: db) {
            let leader = charter.cellScope(of: own, domain: name)
            let leaderID = leader == own ? scope : try Interning.scope(leader, in: db)
            guard let (cell, cellID) = try cell(leader, scopeID: leaderID, domain: name, domainID: id) else { continue }
            targets[id] = Redecider.Target(cell: cell, id: cellID)
        }
        return targets
    }

    /// Stores a cell after a step. Whoever decided on another revision would have to decide again; within one
    /// transaction nobody can have.
    func store(_ cell: Cell, id: Int64, after before: Cell) throws {
        try db.execute(
            sql: """
                UPDATE cells SET phase = ?, revision = ?, outgoing = ?, incoming = ?, boundary = ?, watermark = ?
                WHERE id = ? AND revision = ?
                """,
            arguments: [
                cell.phase.rawValue, cell.revision, try Interning.writer(cell.outgoing, in: db),
                try cell.incoming.map { try Interning.writer($0, in: db) }, cell.boundary?.days, cell.watermark?.days, id,
                before.revision,
            ])
        guard db.changesCount == 1 else { throw LedgerError.fenced }
        for (index, epoch) in cell.epochs.enumerated() {
            if index >= before.epochs.count {
                try db.execute(
                    sql: "INSERT INTO epochs(cell, epoch, from_date, writer, sealed) VALUES (?, ?, ?, ?, ?)",
                    arguments: [id, epoch.number, epoch.from?.days, try Interning.writer(epoch.writer, in: db), epoch.isSealed])
            } else if epoch.isSealed != before.epochs[index].isSealed {
                try db.execute(
                    sql: "UPDATE epochs SET sealed = ? WHERE cell = ? AND epoch = ?", arguments: [epoch.isSealed, id, epoch.number])
            }
        }
    }

    /// Remembers the highest business date accepted in a cell.
    func raise(_ cell: Int64, to date: BusinessDate) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE cells SET highest_date = ?1 WHERE id = ?2 AND (highest_date IS NULL OR highest_date < ?1)")
        try statement.execute(arguments: [date.days, cell])
    }
}
