/// A moment on the monotonic clock by which something must have happened: no jump of the wall clock
/// lengthens or shortens it.
struct Deadline {
    private static let clock = ContinuousClock()
    private let moment: ContinuousClock.Instant

    init(after duration: Duration) { moment = Self.clock.now.advanced(by: duration) }

    var remaining: Duration { max(.zero, Self.clock.now.duration(to: moment)) }

    /// What is left for `poll(2)`, rounded up, so that it is 0 only when nothing is left.
    var remainingMilliseconds: Int32 {
        let (seconds, attoseconds) = remaining.components
        let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? .max : Int32(clamping: whole + milliseconds)
    }
}
