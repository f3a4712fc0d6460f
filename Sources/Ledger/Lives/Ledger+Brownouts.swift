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

    /// The brownout whose window is open right now, whether it takes effect or not. An interface whose retiring was
    /// called off is in none.
    package func brownout(of declared: InterfaceLife) throws -> PlannedBrownout? {
        try read { db in
            try Self.brownout(of: try LifeRow.effective(declared, in: db), at: timekeeper.now(), in: db)
        }
    }

    static func brownout(of subject: InterfaceLife, at now: Instant, in db: Database) throws -> PlannedBrownout? {
        try brownouts(of: subject, from: now, to: now, in: db).max { $0.window.until < $1.window.until }
    }

    /// The brownouts whose windows are open or ahead, in their order, as far as they begin by `last`. Where there are any,
    /// whether the cells are sealed is asked anew, which is not cheap.
    static func brownouts(of subject: InterfaceLife, from now: Instant, to last: Instant? = nil, in db: Database) throws
        -> [PlannedBrownout]
    {
        guard subject.life.status == .retiring else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM brownouts WHERE interface = ? AND version = ? AND until_at > ? AND from_at <= ? ORDER BY from_at, id
                """,
            arguments: [subject.interface, subject.version, now.milliseconds, last?.milliseconds ?? .max])
        guard !rows.isEmpty else { return [] }
        let unsealed = try EvidenceReader.unsealed(subject, in: db)
        return rows.map { PlannedBrownout(window: BrownoutView($0).window, unsealed: unsealed) }
    }
}
