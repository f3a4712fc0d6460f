import Canonical
import GRDB
import Ownership

/// A fact that may differ until a date: asked for by one person, granted by another. It still counts against
/// parity; it only says that somebody knows.
package struct Exemption: Sendable, Hashable {
    package let id: Int64
    package let entity: String
    package let location: String
    package let date: BusinessDate
    package let key: String
    package let reason: String
    package let requestedBy: String
    package let requestedAt: Instant
    package let approvedBy: String?
    package let approvedAt: Instant?
    /// The last day it holds.
    package let until: BusinessDate

    /// The longest an exemption may run, in days.
    package static let longest = 30
    /// How many may be in force at once in one plan.
    package static let most = 25

    package func isInForce(on today: BusinessDate) -> Bool { approvedBy != nil && today <= until }

    init(_ row: Row) {
        id = row["id"]
        entity = row["entity"]
        location = row["location"]
        date = BusinessDate(days: row["date"])
        key = row["key"]
        reason = row["reason"]
        requestedBy = row["requested_by"]
        requestedAt = row.moment("requested_at")
        approvedBy = row["approved_by"]
        approvedAt = row.instant("approved_at")
        until = BusinessDate(days: row["until"])
    }

    static func all(of cutover: Int64, in db: Database) throws -> [Exemption] {
        try Row.fetchAll(db, sql: "SELECT * FROM exemptions WHERE cutover = ? ORDER BY id", arguments: [cutover]).map(Exemption.init)
    }

    /// The keys that may differ on one date of a scope.
    static func keysInForce(cutover: Int64, scope: Scope, date: BusinessDate, today: BusinessDate, in db: Database) throws -> Set<String> {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM exemptions WHERE cutover = ? AND location = ? AND date = ? AND entity = ?",
            arguments: [cutover, scope.location, date.days, scope.entity])
        return Set(rows.map(Exemption.init).filter { $0.isInForce(on: today) }.map(\.key))
    }
}
