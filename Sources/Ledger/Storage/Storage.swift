import GRDB

/// How the database file is opened.
enum Storage {
    /// Opens, migrates, and proves durability.
    static func open(path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { db in
            // Takes effect only while the file is empty. Fewer, larger pages: a page holds a dozen
            // bodies, and every page is written twice (log and file).
            try db.execute(sql: "PRAGMA page_size = 8192")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            // GRDB sets NORMAL when it turns on WAL; a commit that a power cut can undo is no receipt.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw LedgerError.notSynchronous
            }
            // Hot index pages are rewritten by every batch: a longer log folds more of them into one.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
            try db.execute(sql: "PRAGMA journal_size_limit = 268435456")
            try db.execute(sql: "PRAGMA cache_size = -65536")
        }
        if try pool.read(Migrations.all.hasBeenSuperseded) { throw LedgerError.newerSchema }
        try Migrations.all.migrate(pool)
        return pool
    }

    private static let busySeconds = 20.0
    private static let checkpointPages = 8192
}
