import Canonical

/// Everything about a record that the guard looks at. What the record says about its own author is
/// not among it: `writer` comes from the credential or the drop.
package struct Submission: Sendable, Hashable {
    package var writer: String
    package var door: Door
    package var standing: Standing
    /// `nil` where the record has no usable business date.
    package var date: BusinessDate?
    /// The latest business date that has begun, see `lastOpenDay(at:)`.
    package var today: BusinessDate
    /// The record is about a location that its drop does not speak for.
    package var isElsewhere = false

    package init(
        writer: String, door: Door, standing: Standing = .active, date: BusinessDate?,
        today: BusinessDate
    ) {
        self.writer = writer
        self.door = door
        self.standing = standing
        self.date = date
        self.today = today
    }

    /// The latest business date that has begun somewhere: a day opens at UTC+14, so that no store's
    /// own morning is ever taken for the future.
    package static func lastOpenDay(at now: Instant) -> BusinessDate {
        now.adding(seconds: 14 * 3600).utcDay
    }

    /// When a business date begins, where it begins first.
    package static func opening(of date: BusinessDate) -> Instant {
        Instant(seconds: Int64(date.days) * 86_400 - 14 * 3600)
    }

    /// Data dated up to this many days ahead waits for its day; beyond, a person looks at it.
    package static let longestWait = 7
}
