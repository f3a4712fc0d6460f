import Canonical
import GRDB

extension Ledger {
    /// Books content that the archive holds. `true` if it is new.
    @discardableResult
    package func noteArchived(_ digest: Digest, size: Int64) throws -> Bool {
        try write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO archived(digest, size, first_at) VALUES (?, ?, ?)",
                arguments: [digest.data, size, timekeeper.now().milliseconds])
            return db.changesCount == 1
        }
    }

    package func isArchived(_ digest: Digest) throws -> Bool {
        try read { db in
            try Int.fetchOne(
                db, sql: "SELECT 1 FROM archived WHERE digest = ?", arguments: [digest.data]) != nil
        }
    }
}
