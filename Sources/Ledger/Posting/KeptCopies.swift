import Canonical
import Foundation
import GRDB
import Ownership

/// Finds what the same writer has already set aside under a key: a statement that would be kept beside and is
/// there already says nothing new.
struct KeptCopies {
    let db: Database
    let writer: String

    /// Whether a copy with this content is the latest one kept for the domain with the same outcome; or was
    /// kept at all, where the same file came before.
    func hold(
        _ record: RecordInHand, digest: UnsafeRawBufferPointer, scope: Int64, domain: Int64, outcome: Outcome, isRepeatedFile: Bool
    ) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT a.digest, a.outcome FROM set_aside a JOIN transfers t ON t.id = a.transfer
                    JOIN writers w ON w.id = t.writer
                WHERE a.scope = ? AND a.key = ? AND a.outcome IN (3, 4) AND a.domains & ? <> 0 AND w.name = ?
                ORDER BY a.id DESC
                """)
        let rows = try Row.fetchCursor(statement, arguments: [scope, record.keyText, Int64(1) << domain, writer])
        let wanted = Data(digest)
        while let row = try rows.next() {
            if row["digest"] == wanted, row["outcome"] == outcome.rawValue { return true }
            if !isRepeatedFile { return false }
        }
        return false
    }
}
