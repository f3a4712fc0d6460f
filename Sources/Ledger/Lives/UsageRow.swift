import Canonical
import GRDB
import Ownership

/// Counts what each interface is used for, in the transactions that post.
enum UsageRow {
    /// Counts a transfer when its row is written, and registers who sent it.
    static func begin(_ draft: TransferDraft, interface: Int64, in db: Database) throws {
        try add(draft, interface: interface, cell: 0, transfers: 1, records: 0, stated: false, in: db)
        guard draft.way != .command else { return }
        try ConsumerRow.note(
            draft.interface, draft.version, draft.way, draft.source, used: true, at: draft.receivedAt, in: db)
    }

    /// Counts records that were received together: once, and once more in each cell that they came for.
    static func add(_ tally: Tally, _ scopes: [ScopeState?], of draft: TransferDraft, in db: Database) throws {
        let interface = try Interning.interface(draft.interface, version: draft.version, in: db)
        try add(draft, interface: interface, cell: 0, transfers: 0, records: tally.total, stated: false, in: db)
        for case let scope? in scopes {
            for domain in scope.domains where domain.cellID != 0 {
                try add(
                    draft, interface: interface, cell: domain.cellID, transfers: 0, records: scope.records,
                    stated: scope.stated & (1 << domain.id) != 0, in: db)
            }
        }
    }

    private static func add(
        _ draft: TransferDraft, interface: Int64, cell: Int64, transfers: Int, records: Int, stated: Bool,
        in db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO usage(interface, cell, day, door, source, transfers, records, stated)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET transfers = transfers + excluded.transfers,
                    records = records + excluded.records, stated = max(stated, excluded.stated)
                """)
        try statement.execute(arguments: [
            interface, cell, draft.receivedAt.utcDay.days, draft.way.rawValue, draft.source, transfers, records, stated,
        ])
    }

    /// A record of the transfer that waited has become canonical in a cell.
    static func noteStated(_ transfer: Int64, cell: Int64, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE usage SET stated = 1 WHERE cell = ?2 AND stated = 0 AND (interface, source) IN (
                    SELECT interface, source FROM transfers WHERE id = ?1)
                """)
        try statement.execute(arguments: [transfer, cell])
    }
}

extension TransferDraft {
    /// The door that its usage is counted at. A file that no drop holds is an archived one that a person
    /// translates again.
    fileprivate var way: Door { door == .file && pickup == nil ? .command : door }
}
