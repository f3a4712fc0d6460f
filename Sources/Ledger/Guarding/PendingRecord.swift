import Canonical
import GRDB
import Ownership

/// A copy that was set aside for a state that may pass, with what deciding about it again needs.
struct PendingRecord {
    let id: Int64
    let transfer: Int64
    let number: Int
    let scope: Int64
    let date: BusinessDate
    let kindVersion: Int
    /// The domains it is kept for, as the bits of one integer.
    let domains: Int64
    let flags: RecordFlags
    let key: [UInt8]
    let digest: [UInt8]
    let body: [UInt8]
    let outcome: Outcome
    let reason: Reason
    let writer: String
    let standing: Standing
    let asks: Bool
    /// The interface and file it came in, for exceptions.
    let reference: String
    let file: String
    /// The version that the record states of itself.
    let order: Int64?

    static let select = """
        SELECT a.*, w.name AS writer_name, t.standing, t.asks, t.name AS file, i.name AS interface_name, i.version AS interface_version
        FROM set_aside a JOIN transfers t ON t.id = a.transfer JOIN writers w ON w.id = t.writer
            JOIN interfaces i ON i.id = t.interface
        """

    /// The standing is what people have made of the interface since, or else what it was on arrival.
    init(_ row: Row, in db: Database) throws {
        id = row["id"]
        transfer = row["transfer"]
        number = row["number"]
        scope = row["scope"]
        date = BusinessDate(days: row["date"])
        kindVersion = row["version"]
        domains = row["domains"]
        flags = RecordFlags(rawValue: row["flags"])
        key = Array(row.text("key").utf8)
        digest = row.bytes("digest")
        body = row.bytes("body")
        outcome = Outcome(rawValue: row["outcome"]) ?? .quarantined
        reason = Reason(rawValue: row["reason"]) ?? .none
        writer = row["writer_name"]
        let (interface, version) = (row.text("interface_name"), row.text("interface_version"))
        standing = try LifeRow.standing(interface, version, onArrival: row.text("standing"), in: db)
        asks = row["asks"]
        reference = "\(interface)@\(version)"
        file = row["file"]
        order = row["stated_order"]
    }

    /// What the guard is asked, now that it is `today`.
    func submission(today: BusinessDate) -> Submission {
        Submission(writer: writer, door: .file, standing: standing, date: date, today: today)
    }
}
