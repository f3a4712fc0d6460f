import Foundation
import GRDB
import Ownership

/// The versions of a fact: those that a current one has replaced, and those that came too late to be current.
enum VersionHistory {
    /// The current version and those that were current before it.
    static let chain = """
        WITH RECURSIVE versions(id) AS (
            VALUES (?1) UNION SELECT p.replaced FROM supersessions p JOIN versions v ON p.record = v.id
        )
        """

    /// A version of the fact with this content; `nil` if it has none.
    static func find(_ digest: Data, scope: Int64, key: String, current: Int64, in db: Database) throws -> Int64? {
        let late = try db.cachedStatement(
            sql: "SELECT id FROM records WHERE scope = ? AND key = ? AND was_current = 0 AND digest = ? LIMIT 1")
        if let id = try Int64.fetchOne(late, arguments: [scope, key, digest]) { return id }
        let replaced = try db.cachedStatement(
            sql: "\(chain) SELECT r.id FROM records r WHERE r.id IN versions AND r.digest = ?2 LIMIT 1")
        return try Int64.fetchOne(replaced, arguments: [current, digest])
    }

    /// The latest file of a drop that has made a version current.
    static func lastFile(of drop: String, upTo current: Int64, in db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                \(chain)
                SELECT max(o.pickup) FROM records r JOIN transfers t ON t.id = r.transfer
                    JOIN transfers o ON o.id = coalesce(t.restates, t.id)
                WHERE r.id IN versions AND o.source = ?2 AND o.door = \(Door.file.rawValue)
                """)
        return try Int64.fetchOne(statement, arguments: [current, drop])
    }
}
