import Canonical
import Crypto
import GRDB

/// The hash chain over the audit rows, with the prefixes of RFC 6962, section 2.1, so that a leaf can
/// never be passed off as a link: leaf = SHA-256(00 ‖ row), hash = SHA-256(01 ‖ previous ‖ leaf).
enum AuditChain {
    static let start = Array(repeating: UInt8(0), count: 32)

    static func link(_ previous: [UInt8], _ row: AuditRow) -> [UInt8] {
        var leaf = SHA256()
        leaf.update(data: [0])
        leaf.update(data: bytes(of: row))
        var node = SHA256()
        node.update(data: [1])
        node.update(data: previous)
        node.update(data: Array(leaf.finalize()))
        return Array(node.finalize())
    }

    /// Appends an act to the transaction that does it.
    ///
    /// - Throws: `LedgerError.malformed` for a text with U+0000, which could not be stored as it was hashed. What people write
    ///   into the ledger is part of an act, so that this holds for all of it.
    static func append(
        _ act: String, by actor: String, on subject: String, _ details: [(String, JSONText)] = [],
        at now: Instant, in db: Database
    ) throws {
        let (actor, subject) = (try actor.storable("The name of who acts"), try subject.storable("The name of what is acted on"))
        if let (name, _) = details.first(where: { $0.1.holdsNUL }) {
            throw LedgerError.malformed("'\(name)' contains U+0000, which no text may; take it out and try again.")
        }
        let head = try Row.fetchOne(db, sql: "SELECT count, hash FROM audit_head WHERE id = 1")
        let count: Int64 = head?["count"] ?? 0
        let previous = head?.bytes("hash") ?? start
        let row = AuditRow(
            seq: count + 1, at: now, actor: actor, act: act, subject: subject,
            details: JSONText.object(details).compact)
        let hash = Digest(bytes: link(previous, row))
        let insert = try db.cachedStatement(
            sql: "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        try insert.execute(arguments: [
            row.seq, now.milliseconds, actor, act, subject, row.details,
            Digest(bytes: previous)?.data, hash?.data,
        ])
        let move = try db.cachedStatement(sql: "UPDATE audit_head SET count = ?, hash = ? WHERE id = 1")
        try move.execute(arguments: [row.seq, hash?.data])
    }

    /// Every part with its length before it, so that no two rows have the same bytes.
    private static func bytes(of row: AuditRow) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ number: Int64) {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        add(row.seq)
        add(row.at.milliseconds)
        for text in [row.actor, row.act, row.subject, row.details] {
            add(Int64(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        }
        return bytes
    }
}
