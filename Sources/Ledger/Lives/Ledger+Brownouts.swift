import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Plans a window in which a retiring interface answers nobody.
    ///
    /// - Throws: `LifeRefusal`, with the cells that are not sealed.
    package func planBrownout(_ declared: InterfaceLife, _ window: Brownout, reason: String, by actor: String) throws
        -> BrownoutView
    {
        let now = timekeeper.now()
        return try write { db in
            let life = try LifeRow.effective(declared, in: db).life
            let unsealed = try EvidenceReader.unsealed(declared, in: db)
            let objections = window.objections(to: life, unsealed: unsealed, reason: reason, at: now)
            guard objections.isEmpty else { throw LifeRefusal(objections) }
            try db.execute(
                sql: """
                    INSERT INTO brownouts(interface, version, from_at, until_at, planned_at, planned_by, reason)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    declared.interface, declared.version, window.from.milliseconds, window.until.milliseconds,
                    now.milliseconds, actor, reason,
                ])
            let id = db.lastInsertedRowID
            try AuditChain.append(
                "interface.brownout", by: actor, on: "interface/\(declared.reference)",
                [
                    ("from", .string(window.from.description)), ("until", .string(window.until.description)),
                    ("reason", .string(reason)),
                ], at: now, in: db)
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM brownouts WHERE id = ?", arguments: [id]) else {
                throw LedgerError.unknown("brownout")
            }
            return BrownoutView(row)
        }
    }

    /// The brownout that an interface is in right now. One whose retiring was called off is in none.
    package func brownout(of declared: InterfaceLife) throws -> Brownout? {
        try read { db in
            try Self.brownout(of: try LifeRow.effective(declared, in: db), at: timekeeper.now(), in: db)
        }
    }

    static func brownout(of subject: InterfaceLife, at now: Instant, in db: Database) throws -> Brownout? {
        guard subject.life.status == .retiring else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM brownouts WHERE interface = ?1 AND version = ?2 AND until_at > ?3 AND from_at <= ?3
                ORDER BY until_at DESC LIMIT 1
                """,
            arguments: [subject.interface, subject.version, now.milliseconds])
        return row.map { BrownoutView($0).window }
    }
}
