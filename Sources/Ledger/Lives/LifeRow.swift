import Canonical
import GRDB
import Ownership

/// Reads and appends rows of `lives`, within one transaction.
enum LifeRow {
    /// What people have made of a life; `nil` where nobody has touched it.
    static func latest(_ interface: String, _ version: String, in db: Database) throws -> Life? {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM lives WHERE interface = ? AND version = ? ORDER BY id DESC LIMIT 1")
        return try Row.fetchOne(statement, arguments: [interface, version]).map(life)
    }

    /// The life that counts: the ledger's, or else the declared one.
    static func effective(_ declared: InterfaceLife, in db: Database) throws -> InterfaceLife {
        var effective = declared
        guard let life = try latest(declared.interface, declared.version, in: db) else { return effective }
        effective.life = life
        let statement = try db.cachedStatement(sql: "SELECT max(decommission_by) AS date FROM lives WHERE interface = ? AND version = ?")
        let given = try Row.fetchOne(statement, arguments: [declared.interface, declared.version])?.date("date")
        effective.life.latestDate = [declared.life.latestDate, given].compactMap(\.self).max()
        return effective
    }

    /// What a transfer's interface means to the guard in this very transaction: an end that was
    /// committed after the transfer was drafted is honoured.
    static func standing(of draft: TransferDraft, in db: Database) throws -> Standing {
        try latest(draft.interface, draft.version, in: db)?.standing ?? draft.standing
    }

    /// The same for a transfer that came earlier.
    ///
    /// - Parameter arrival: the standing its interface had then, as it is stored.
    static func standing(_ interface: String, _ version: String, onArrival arrival: String, in db: Database) throws -> Standing {
        try latest(interface, version, in: db)?.standing ?? Standing(rawValue: arrival) ?? .retired
    }

    static func append(
        _ subject: InterfaceLife, _ reason: String, by actor: String, at now: Instant, in db: Database
    ) throws {
        let life = subject.life
        try db.execute(
            sql: """
                INSERT INTO lives(interface, version, status, owner, successor, decommission_by, slips, since,
                    changed_at, changed_by, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                subject.interface, subject.version, life.status.rawValue, life.owner, life.successor,
                life.decommissionBy?.days, life.slips, life.since?.milliseconds, now.milliseconds, actor, reason,
            ])
    }

    /// A status that this release does not know is read as `retired`, the one that accepts least.
    static func life(_ row: Row) -> Life {
        Life(
            status: LifeStatus(rawValue: row.text("status")) ?? .retired, owner: row.text("owner"),
            successor: row["successor"], decommissionBy: row.date("decommission_by"), since: row.instant("since"),
            slips: row["slips"])
    }
}
