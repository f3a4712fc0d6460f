import Canonical
import GRDB
import Ownership

/// A planned brownout, by whom and why.
package struct BrownoutView: Sendable, Hashable {
    package let id: Int64
    package let window: Brownout
    package let plannedAt: Instant
    package let plannedBy: String
    package let reason: String

    init(_ row: Row) {
        id = row["id"]
        window = Brownout(from: row.moment("from_at"), until: row.moment("until_at"))
        plannedAt = row.moment("planned_at")
        plannedBy = row["planned_by"]
        reason = row["reason"]
    }
}
