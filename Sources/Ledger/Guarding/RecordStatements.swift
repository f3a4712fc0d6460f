import Canonical
import Foundation
import GRDB

/// The statements about one pending record and the facts under its key.
struct RecordStatements {
    struct Current {
        let record: Int64
        let transfer: Int64
        let isSameContent: Bool
        /// The version that it states of itself.
        let order: Int64?
    }

    private let db: Database
    private let record: PendingRecord

    init(_ db: Database, _ record: PendingRecord) {
        self.db = db
        self.record = record
    }

    private var keyText: String { String(decoding: record.key, as: UTF8.self) }

    func current(domain: Int64) throws -> Current? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT f.record, f.transfer, r.digest = ?4 AS same, r.stated_order FROM facts f JOIN records r ON r.id = f.record
                WHERE f.scope = ?1 AND f.key = ?2 AND f.domain = ?3
                """)
        let row = try Row.fetchOne(statement, arguments: [record.scope, keyText, domain, Data(record.digest)])
        return row.map { Current(record: $0["record"], transfer: $0["transfer"], isSameContent: $0["same"], order: $0["stated_order"]) }
    }

    /// A version of the fact with the record's content.
    func version(upTo current: Int64) throws -> Int64? {
        try VersionHistory.find(Data(record.digest), scope: record.scope, key: keyText, current: current, in: db)
    }

    /// - Parameter isCurrent: `false` for a version that is only history, since a later one is current.
    func insert(_ id: Int64, domains: Int64, flags: RecordFlags, isCurrent: Bool) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO records(id, transfer, number, scope, date, version, domains, flags, key, digest, body,
                    stated_order, was_current)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            id, record.transfer, record.number, record.scope, record.date.days, record.kindVersion, domains, flags.rawValue,
            keyText, Data(record.digest), Data(record.body), record.order, isCurrent,
        ])
    }

    func state(domain: Int64, version: Int64, epoch: Int, replaced: Int64?) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO facts(scope, key, domain, record, epoch, transfer) VALUES (?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [record.scope, keyText, domain, version, epoch, record.transfer])
        guard let replaced else { return }
        let supersede = try db.cachedStatement(sql: "INSERT OR IGNORE INTO supersessions(record, replaced) VALUES (?, ?)")
        try supersede.execute(arguments: [version, replaced])
    }
}
