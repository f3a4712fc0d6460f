import Canonical
import GRDB

@testable import Ledger

/// What somebody with the database file in hand might do to the audit.
enum Forgery: CaseIterable {
    case edit, delete, swap, truncate, replaceTail, insert, duplicate, shiftTime

    /// Touches at least one row that a checkpoint of `count` rows covers.
    func apply(upTo count: Int64, in db: Database, _ random: inout some RandomNumberGenerator) throws {
        let seq = Int64.random(in: 1...count, using: &random)
        switch self {
        case .edit:
            let column = ["actor", "act", "subject", "details"].randomElement(using: &random) ?? "actor"
            try db.execute(sql: "UPDATE audit SET \(column) = \(column) || ' ' WHERE seq = ?", arguments: [seq])
        case .shiftTime: try db.execute(sql: "UPDATE audit SET at = at - 1 WHERE seq = ?", arguments: [seq])
        case .delete: try db.execute(sql: "DELETE FROM audit WHERE seq = ?", arguments: [seq])
        case .truncate: try db.execute(sql: "DELETE FROM audit WHERE seq >= ?", arguments: [seq])
        case .replaceTail:
            let length = try Int64.fetchOne(db, sql: "SELECT max(seq) FROM audit") ?? 0
            try db.execute(sql: "DELETE FROM audit WHERE seq >= ?", arguments: [seq])
            let regrown = Int64.random(in: length...length + 10, using: &random)
            for number in seq...regrown { try Self.insert(at: number, in: db) }
        case .insert:
            try Self.move(from: seq, by: 1, in: db)
            try Self.insert(at: seq, in: db)
        case .duplicate:
            try Self.move(from: seq, by: 1, in: db)
            try db.execute(
                sql: "INSERT INTO audit SELECT seq - 1, at, actor, act, subject, details, previous, hash FROM audit WHERE seq = ?",
                arguments: [seq + 1])
        case .swap:
            let other = seq == count ? seq - 1 : seq + 1
            for (from, to) in [(seq, -1), (other, seq), (-1, other)] {
                try db.execute(sql: "UPDATE audit SET seq = ? WHERE seq = ?", arguments: [to, from])
            }
        }
    }

    /// Numbers the rows again without gaps and computes every hash, and the head, as the ledger would.
    static func recompute(in db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM audit ORDER BY seq").map(AuditRow.init)
        try db.execute(sql: "DELETE FROM audit")
        var hash = AuditChain.start
        for (index, row) in rows.enumerated() {
            let seq = Int64(index + 1)
            let renumbered = AuditRow(
                seq: seq, at: row.at, actor: row.actor, act: row.act, subject: row.subject, details: row.details)
            let next = AuditChain.link(hash, renumbered)
            try db.execute(
                sql: "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    seq, row.at.milliseconds, row.actor, row.act, row.subject, row.details, Digest(bytes: hash)?.data,
                    Digest(bytes: next)?.data,
                ])
            hash = next
        }
        try db.execute(
            sql: "UPDATE audit_head SET count = ?, hash = ?", arguments: [rows.count, Digest(bytes: hash)?.data])
    }

    private static func insert(at seq: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO audit VALUES (?, 0, 'forger', 'act', 'subject', '{}', zeroblob(32), zeroblob(32))", arguments: [seq])
    }

    /// In two steps, since no two rows may have the same number in between.
    private static func move(from seq: Int64, by distance: Int64, in db: Database) throws {
        try db.execute(sql: "UPDATE audit SET seq = -seq - ? WHERE seq >= ?", arguments: [distance, seq])
        try db.execute(sql: "UPDATE audit SET seq = -seq WHERE seq < 0")
    }
}
