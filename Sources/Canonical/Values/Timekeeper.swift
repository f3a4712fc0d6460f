import Foundation

/// Where "now" comes from. Injected everywhere a decision depends on the time, so that a test or a
/// replay can hold the clock; the wall clock is read in `SystemTimekeeper` and nowhere else.
package protocol Timekeeper: Sendable {
    func now() -> Instant
}

/// The machine's own clock.
package struct SystemTimekeeper: Timekeeper {
    package init() {}

    package func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
