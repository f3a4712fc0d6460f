import Canonical
import GRDB

/// One canonical version of a record.
package struct RecordView: Sendable, Hashable {
    /// The version's number in the ledger: rises with every commit.
    package let version: Int64
    package let kind: String
    package let kindVersion: Int
    package let id: RecordID
    package let date: BusinessDate
    package let writer: String
    package let transfer: Int64
    /// Its number within the transfer.
    package let number: Int
    /// The domains it was accepted in.
    package let domains: [String]
    /// Those of them in which it is the current version.
    package let currentIn: [String]
    package let flags: RecordFlags
    package let digest: Digest?
    /// The canonical JSON, byte for byte.
    package let body: [UInt8]
    package let receivedAt: Instant

    package var isCurrent: Bool { !currentIn.isEmpty }

    static let select = """
        SELECT r.*, k.name AS kind_name, s.entity, s.location, w.name AS writer_name, t.received_at,
            (SELECT coalesce(sum(1 << f.domain), 0) FROM facts f
                WHERE f.scope = r.scope AND f.key = r.key AND f.record = r.id) AS current
        FROM records r JOIN scopes s ON s.id = r.scope JOIN kinds k ON k.id = s.kind
            JOIN transfers t ON t.id = r.transfer JOIN writers w ON w.id = t.writer
        """

    init(_ row: Row, domains names: [Int64: String]) {
        version = row["id"]
        kind = row["kind_name"]
        kindVersion = row["version"]
        id = RecordID(entity: row["entity"], location: row["location"], key: row["key"])
        date = BusinessDate(days: row["date"])
        writer = row["writer_name"]
        transfer = row["transfer"]
        number = row["number"]
        domains = Interning.names(of: row["domains"], among: names)
        currentIn = Interning.names(of: row["current"], among: names)
        flags = RecordFlags(rawValue: row["flags"])
        digest = row.digest("digest")
        body = row.bytes("body")
        receivedAt = row.moment("received_at")
    }
}
