import GRDB

@testable import Ledger

extension Ledger {
    func auditRowsForTests(_ db: Database) throws -> [AuditRow] {
        try Row.fetchAll(db, sql: "SELECT * FROM audit ORDER BY seq").map(AuditRow.init)
    }
}
