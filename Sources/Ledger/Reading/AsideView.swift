import Canonical
import GRDB
import Ownership

/// A record kept without effect on canonical data: shadow, held or quarantined.
package struct AsideView: Sendable, Hashable {
    package let aside: Int64
    package let transfer: Int64
    package let number: Int
    package let outcome: Outcome
    package let reason: Reason
    package let kind: String
    package let kindVersion: Int
    package let id: RecordID
    package let date: BusinessDate
    package let domains: [String]
    package let flags: RecordFlags
    package let digest: Digest?
    package let body: [UInt8]

    static let select = """
        SELECT a.*, k.name AS kind_name, s.entity, s.location
        FROM set_aside a JOIN scopes s ON s.id = a.scope JOIN kinds k ON k.id = s.kind
        """

    init(_ row: Row, domains names: [Int64: String]) {
        aside = row["id"]
        transfer = row["transfer"]
        number = row["number"]
        outcome = Outcome(rawValue: row["outcome"]) ?? .quarantined
        reason = Reason(rawValue: row["reason"]) ?? .none
        kind = row["kind_name"]
        kindVersion = row["version"]
        id = RecordID(entity: row["entity"], location: row["location"], key: row["key"])
        date = BusinessDate(days: row["date"])
        domains = Interning.names(of: row["domains"], among: names)
        flags = RecordFlags(rawValue: row["flags"])
        digest = row.digest("digest")
        body = row.bytes("body")
    }
}
