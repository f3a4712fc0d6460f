import Canonical
import Foundation
import GRDB
import Ownership

/// Finds what the same writer has already set aside under a key: a statement that would be kept beside and is
/// there already says nothing new.
struct KeptCopies {
    let db: Database
    let writer: String
    /// What the interface in hand means to the guard, and whether it asks before it corrects: a copy that would
    /// be decided otherwise once its time comes is not the same statement.
    let standing: Standing
    let asks: Bool

    /// The copy with this content, if it is the latest one kept for the domain in the same way; or, where that `isKnownAnyhow`,
    /// was kept at all.
    func copy(
        _ record: RecordInHand, digest: UnsafeRawBufferPointer, scope: Int64, domain: Int64, _ decision: Decision, isKnownAnyhow: Bool
    ) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT a.id, a.digest, a.outcome, a.reason, t.standing, t.asks, i.name, i.version
                FROM set_aside a JOIN transfers t ON t.id = a.transfer
                    JOIN writers w ON w.id = t.writer JOIN interfaces i ON i.id = t.interface
                WHERE a.scope = ? AND a.key = ? AND a.outcome IN (3, 4) AND a.domains & ? <> 0 AND w.name = ?
                ORDER BY a.id DESC
                """)
        let rows = try Row.fetchCursor(statement, arguments: [scope, record.keyText, Int64(1) << domain, writer])
        let wanted = Data(digest)
        while let row = try rows.next() {
            if row["digest"] == wanted, row["outcome"] == decision.outcome.rawValue, row["reason"] == decision.reason.rawValue,
                row["asks"] == asks,
                try LifeRow.standing(row.text("name"), row.text("version"), onArrival: row.text("standing"), in: db) == standing
            {
                return row["id"]
            }
            if !isKnownAnyhow { return nil }
        }
        return nil
    }
}
