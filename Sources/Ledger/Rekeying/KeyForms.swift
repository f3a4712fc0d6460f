import Canonical
import GRDB

/// Reads and writes rows of `key_forms`: how the keys in the ledger were made.
enum KeyForms {
    /// A kind whose records in the ledger are keyed otherwise than the registry says.
    struct Outdated {
        let id: Int64
        let kind: Kind
        let form: String
    }

    static func outdated(among kinds: [Kind], in db: Database) throws -> [Outdated] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT k.id, k.name, f.version, f.form FROM key_forms f JOIN kinds k ON k.id = f.kind ORDER BY k.id, f.version")
        return rows.compactMap { row in
            guard let kind = kinds.first(where: { $0.name == row.text("name") && $0.version == row["version"] }),
                kind.keyForm != row.text("form")
            else { return nil }
            return Outdated(id: row["id"], kind: kind, form: row.text("form"))
        }
    }

    /// Before records of a kind are posted: notes how they are keyed, or finds that they were keyed so before.
    ///
    /// - Throws: `LedgerError.keysChanged` where another process has read another registry.
    static func note(_ kind: Kind, id: Int64, in db: Database) throws {
        let statement = try db.cachedStatement(sql: "SELECT form FROM key_forms WHERE kind = ? AND version = ?")
        if let form = try String.fetchOne(statement, arguments: [id, kind.version]) {
            guard form == kind.keyForm else { throw LedgerError.keysChanged(kind.reference) }
            return
        }
        try store(kind, id: id, in: db)
    }

    static func store(_ kind: Kind, id: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO key_forms(kind, version, form) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET form = ?3",
            arguments: [id, kind.version, kind.keyForm])
    }
}
