import Canonical
import GRDB

/// Something a person must look at.
package struct ExceptionView: Sendable, Hashable {
    package let id: Int64
    package let transfer: Int64
    package let finding: Finding
    package let state: ExceptionState
    package let openedAt: Instant
    package let resolvedAt: Instant?
    package let resolvedBy: String?
    package let resolution: String?

    init(_ row: Row) {
        id = row["id"]
        transfer = row["transfer"]
        finding = Finding(
            interface: row["interface"], file: row["file"], record: row["record"], line: row["line"],
            offset: row["offset"], field: row["field"], rule: row["rule"], expected: row["expected"],
            found: row["found"], class: Finding.Class(rawValue: row["class"]) ?? .business,
            advice: row["advice"], raw: row["raw"])
        state = ExceptionState(rawValue: row["state"]) ?? .open
        openedAt = row.moment("opened_at")
        resolvedAt = row.instant("resolved_at")
        resolvedBy = row["resolved_by"]
        resolution = row["resolution"]
    }
}
