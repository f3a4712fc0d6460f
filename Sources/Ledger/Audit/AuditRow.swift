import Canonical
import GRDB

/// One act: who did what to what, and when.
package struct AuditRow: Sendable, Hashable {
    /// From 1, without gaps.
    package let seq: Int64
    package let at: Instant
    package let actor: String
    package let act: String
    package let subject: String
    /// A JSON object.
    package let details: String

    init(seq: Int64, at: Instant, actor: String, act: String, subject: String, details: String) {
        self.seq = seq
        self.at = at
        self.actor = actor
        self.act = act
        self.subject = subject
        self.details = details
    }

    init(_ row: Row) {
        self.init(
            seq: row["seq"], at: row.moment("at"), actor: row.text("actor"), act: row.text("act"),
            subject: row.text("subject"), details: row.text("details"))
    }
}
