import Canonical
import GRDB
import Ownership

/// Where statements stand among others, by the transfer that made them. Each transfer is looked up once.
final class StatementOrigins {
    private let db: Database
    private var known: [Int64: StatementOrder] = [:]

    init(_ db: Database) { self.db = db }

    /// - Parameter version: what the record says of itself.
    func order(of transfer: Int64, version: Int64?) throws -> StatementOrder {
        var order = try known[transfer] ?? fetch(transfer)
        known[transfer] = order
        order.version = version
        return order
    }

    /// Whether a later file of the drop is being posted, or was.
    func isOvertaken(_ file: FileArrival) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM transfers WHERE source = ? AND pickup > ? AND door = \(Door.file.rawValue))")
        return try Bool.fetchOne(statement, arguments: [file.drop, file.number]) ?? false
    }

    private func fetch(_ transfer: Int64) throws -> StatementOrder {
        let statement = try db.cachedStatement(
            sql: """
                SELECT o.id, o.door, o.source, o.pickup FROM transfers t JOIN transfers o ON o.id = coalesce(t.restates, t.id)
                WHERE t.id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [transfer]) else { throw LedgerError.unknown("transfer") }
        let pickup: Int64? = row["door"] == Door.file.rawValue ? row["pickup"] : nil
        return StatementOrder(file: pickup.map { FileArrival(drop: row.text("source"), number: $0) }, transfer: row["id"])
    }
}
