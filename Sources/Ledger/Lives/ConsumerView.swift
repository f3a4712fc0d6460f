import Canonical
import GRDB
import Ownership

/// A drop or an API key that an interface has been used through, or that is bound to it.
package struct ConsumerView: Sendable, Hashable {
    package let door: Door
    /// The drop's name, or the API key's.
    package let source: String
    package let registeredAt: Instant
    /// `nil` for a drop that has never brought anything.
    package let lastAt: Instant?
    /// Whether it could still send: the drop is in the settings, or there is a key of that name.
    package let isStanding: Bool
    /// Whether the credential that is valid now has used it: a later key of the same name has not.
    let hasUsedIt: Bool

    init(_ row: Row) {
        door = Door(rawValue: row["door"]) ?? .command
        source = row["source"]
        registeredAt = row.moment("registered_at")
        lastAt = row.instant("last_at")
        let keyMadeAt = row.instant("key_made_at")
        isStanding = door == .rest ? keyMadeAt != nil : row.instant("released_at") == nil
        hasUsedIt = lastAt.map { last in keyMadeAt.map { $0 <= last } ?? true } ?? false
    }

    /// So many days cover a month's end with a few to spare.
    package static let recentDays: Int32 = 35

    /// Whether it has sent anything in the last 35 days. What stands and has not is registered but silent.
    package func isActive(on today: BusinessDate) -> Bool {
        lastAt.map { $0.utcDay > today.adding(days: -Int(Self.recentDays)) } ?? false
    }
}
