import Foundation
import GRDB

/// The versions that a current one has replaced.
enum VersionHistory {
    /// Whether the version or any that it has replaced has this digest.
    static func contains(_ digest: Data, before current: Int64, in db: Database) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: """
                WITH RECURSIVE versions(id) AS (
                    VALUES (?1)
                    UNION SELECT p.replaced FROM supersessions p JOIN versions v ON p.record = v.id
                )
                SELECT 1 FROM records r WHERE r.id IN versions AND r.digest = ?2 LIMIT 1
                """,
            arguments: [current, digest]) != nil
    }
}
