import Canonical
import GRDB
import Ownership

/// What became of one received record.
package struct OutcomeView: Sendable, Hashable {
    package let number: Int
    package let outcome: Outcome
    package let reason: Reason
    package let flags: RecordFlags
    /// The canonical version it became, or whose content it repeats.
    package let record: Int64?
    /// The copy that was kept beside, see `Ledger.setAside(_:)`.
    package let aside: Int64?

    /// The record `step` places into a run.
    init(_ row: Row, number: Int, step: Int64) {
        self.number = number
        outcome = Outcome(rawValue: row["outcome"]) ?? .quarantined
        reason = Reason(rawValue: row["reason"]) ?? .none
        flags = RecordFlags(rawValue: row["flags"])
        record = (row["record"] as Int64?).map { $0 + step }
        aside = (row["aside"] as Int64?).map { $0 + step }
    }
}
