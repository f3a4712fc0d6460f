import GRDB

/// Every shape the ledger has had, in order. A migration that has shipped never changes.
enum Migrations {
    static let all: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        let scripts = [
            cells, transfers, records, exceptions, pickups, audit, keys, clearing, users, checkpoints, lives, cutovers, egress,
            bases, bindings, states, counts,
        ]
        for (name, script) in scripts {
            migrator.registerMigration(name) { db in try db.execute(sql: script) }
        }
        return migrator
    }()
}
