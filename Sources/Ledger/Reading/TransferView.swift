import Canonical
import GRDB
import Ownership

/// A transfer, as it stands.
package struct TransferView: Sendable, Hashable {
    package let id: Int64
    package let door: Door
    package let source: String
    package let name: String
    package let interface: String
    package let version: String
    package let writer: String
    package let size: Int
    package let digest: Digest?
    package let receivedAt: Instant
    package let finishedAt: Instant?
    package let state: TransferState
    package let postedThrough: Int
    package let tally: Tally
    /// Groups that no map wanted, and what was not declared and may be there; of its original where the file came again.
    /// `nil` where nothing was counted.
    package let passedOver: Int?
    package let ignored: Int?
    package let exceptionsListed: Int
    /// Exceptions beyond those that are kept one by one.
    package let exceptionsNotListed: Int
    package let duplicateOf: Int64?
    /// The rules that the whole transfer broke.
    package let refusal: String?
    package let idempotencyKey: String?
    package let pickup: Int64?
    /// The transfer whose statements it makes again.
    package let restates: Int64?

    /// Records that have an outcome: all of them, once the transfer is finished.
    package var records: Int { postedThrough }

    static let select = """
        SELECT t.*, i.name AS interface_name, i.version, w.name AS writer_name,
            (SELECT (SELECT coalesce(sum(c.count), 0) FROM transfer_counts c WHERE c.transfer = o.id AND c.fate = 'passed-over')
                FROM transfers o WHERE o.id = coalesce(t.duplicate_of, t.id) AND o.read_groups IS NOT NULL) AS passed_over,
            (SELECT (SELECT coalesce(sum(c.count), 0) FROM transfer_counts c WHERE c.transfer = o.id AND c.fate = 'ignored')
                FROM transfers o WHERE o.id = coalesce(t.duplicate_of, t.id) AND o.read_groups IS NOT NULL) AS ignored
        FROM transfers t JOIN interfaces i ON i.id = t.interface JOIN writers w ON w.id = t.writer
        """

    static func fetch(_ id: Int64, in db: Database) throws -> TransferView? {
        try Row.fetchOne(db, sql: select + " WHERE t.id = ?", arguments: [id]).map(TransferView.init)
    }

    init(_ row: Row) {
        id = row["id"]
        door = Door(rawValue: row["door"]) ?? .file
        source = row["source"]
        name = row["name"]
        interface = row["interface_name"]
        version = row["version"]
        writer = row["writer_name"]
        size = row["size"]
        digest = row.digest("digest")
        receivedAt = row.moment("received_at")
        finishedAt = row.instant("finished_at")
        state = TransferState(rawValue: row["state"]) ?? .abandoned
        postedThrough = row["posted_through"]
        var tally = Tally()
        for outcome in Outcome.allCases { tally[outcome] = row[outcome.description] }
        tally.flagged = row["flagged"]
        self.tally = tally
        passedOver = row["passed_over"]
        ignored = row["ignored"]
        exceptionsListed = row["exceptions_listed"]
        exceptionsNotListed = row["exceptions_not_listed"]
        duplicateOf = row["duplicate_of"]
        refusal = row["refusal"]
        idempotencyKey = row["idempotency_key"]
        pickup = row["pickup"]
        restates = row["restates"]
    }
}
