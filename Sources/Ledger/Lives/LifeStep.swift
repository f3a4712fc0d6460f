import Canonical
import GRDB
import Ownership

/// One step of an interface's life: what it became, who took it, and why.
package struct LifeStep: Sendable, Hashable {
    package let life: Life
    package let at: Instant
    package let by: String
    package let reason: String

    init(_ row: Row) {
        life = LifeRow.life(row)
        at = row.moment("changed_at")
        by = row["changed_by"]
        reason = row["reason"]
    }
}
