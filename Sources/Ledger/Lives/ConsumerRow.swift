import Canonical
import GRDB
import Ownership

/// Reads and writes rows of `consumers`, within one transaction.
enum ConsumerRow {
    /// Registers a consumer, or notes that it is there again.
    ///
    /// - Parameter used: whether it sent something just now.
    static func note(
        _ interface: String, _ version: String, _ door: Door, _ source: String, used: Bool, at now: Instant,
        in db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO consumers(interface, version, door, source, registered_at, last_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT DO UPDATE SET last_at = max(coalesce(last_at, ?6), coalesce(?6, last_at)), released_at = NULL
                """)
        try statement.execute(arguments: [
            interface, version, door.rawValue, source, now.milliseconds, used ? now.milliseconds : nil,
        ])
    }

    /// A drop that was released counts as new when it comes back.
    static func isRegistered(_ subject: InterfaceLife, _ door: Door, _ source: String, in db: Database) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: """
                SELECT 1 FROM consumers
                WHERE interface = ? AND version = ? AND door = ? AND source = ? AND released_at IS NULL
                """,
            arguments: [subject.interface, subject.version, door.rawValue, source]) != nil
    }

    static func all(of subject: InterfaceLife, in db: Database) throws -> [ConsumerView] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT c.*, k.created_at AS key_made_at FROM consumers c
                LEFT JOIN api_keys k ON k.name = c.source AND k.revoked_at IS NULL AND c.door = \(Door.rest.rawValue)
                WHERE c.interface = ? AND c.version = ? ORDER BY c.door, c.source
                """,
            arguments: [subject.interface, subject.version]
        ).map(ConsumerView.init)
    }
}
