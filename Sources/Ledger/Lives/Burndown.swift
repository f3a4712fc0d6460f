import Canonical
import GRDB
import Ownership

/// How much still comes through an interface, beside how much came before.
package struct Burndown: Sendable, Hashable {
    /// Records of the last 35 days, today's among them.
    package let recent: Int
    /// Records of the 35 days before those.
    package let earlier: Int

    init(of subject: InterfaceLife, on today: BusinessDate, in db: Database) throws {
        let id = try Interning.interfaceIfSeen(subject.interface, version: subject.version, in: db) ?? 0
        func records(until end: Int32) throws -> Int {
            try Int.fetchOne(
                db,
                sql: "SELECT coalesce(sum(records), 0) FROM usage WHERE interface = ? AND cell = 0 AND day > ? AND day <= ?",
                arguments: [id, end - ConsumerView.recentDays, end]) ?? 0
        }
        recent = try records(until: today.days)
        earlier = try records(until: today.days - ConsumerView.recentDays)
    }
}
