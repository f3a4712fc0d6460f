import Canonical
import Foundation

/// A clock that stands still until a test moves it, in either direction.
///
/// `@unchecked Sendable` is sound: the only state is guarded by the lock.
package final class ManualTimekeeper: Timekeeper, @unchecked Sendable {
    private let lock = NSLock()
    private var instant: Instant

    package init(_ instant: Instant) { self.instant = instant }

    /// Noon UTC of `day`.
    package convenience init(noonOf day: BusinessDate) {
        self.init(Instant(seconds: Int64(day.days) * 86_400 + 43_200))
    }

    package func now() -> Instant { lock.withLock { instant } }

    package func set(_ instant: Instant) { lock.withLock { self.instant = instant } }

    /// Moves the clock; negative numbers move it back.
    package func advance(seconds: Int64) {
        lock.withLock { instant = instant.adding(seconds: seconds) }
    }
}
