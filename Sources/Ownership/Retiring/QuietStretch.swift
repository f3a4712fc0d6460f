import Canonical

/// Days without a transfer, from the first one on. What runs once a month shows only at a month's end, so
/// a stretch proves nothing without one.
package struct QuietStretch: Sendable, Hashable {
    package let from: BusinessDate

    package init(from: BusinessDate) { self.from = from }

    package static let leastDays = 30

    /// The first day on which the stretch is long enough and has a month's end behind it.
    package var sufficesOn: BusinessDate {
        var monthEnd = from
        while monthEnd.adding(days: 1).civil.day != 1 { monthEnd = monthEnd.adding(days: 1) }
        return max(from.adding(days: Self.leastDays), monthEnd.adding(days: 1))
    }
}
