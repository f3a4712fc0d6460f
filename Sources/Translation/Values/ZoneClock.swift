import Canonical
import Foundation

/// Turns local clock times into UTC. Looks a zone's offset up once per day and zone, since files are
/// full of the same days; only days on which the clock changes are asked about each time.
struct ZoneClock {
    private var zones: [String: TimeZone] = [:]
    private var lastName = ""
    private var lastDay: BusinessDate?
    private var lastOffset = 0

    /// - Returns: `nil` for a zone that the system does not know.
    mutating func instant(_ date: BusinessDate, milliseconds: Int, zone name: String) -> Instant? {
        let local = Int64(date.days) * 86_400_000 + Int64(milliseconds)
        if name == "UTC" { return Instant(milliseconds: local) }
        if lastDay == date, lastName == name { return Instant(milliseconds: local - Int64(lastOffset) * 1000) }
        guard let zone = zones[name] ?? TimeZone(identifier: name) else { return nil }
        zones[name] = zone
        let offset = Self.offset(of: zone, atLocal: local)
        let start = Self.offset(of: zone, atLocal: Int64(date.days) * 86_400_000)
        let end = Self.offset(of: zone, atLocal: Int64(date.days + 1) * 86_400_000)
        if start == end { (lastName, lastDay, lastOffset) = (name, date, offset) }
        return Instant(milliseconds: local - Int64(offset) * 1000)
    }

    /// Seconds east of UTC at a local clock time. A time that the clock skips is taken as before the
    /// change; one that it repeats as the first of the two.
    private static func offset(of zone: TimeZone, atLocal local: Int64) -> Int {
        func offset(_ utc: Int64) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc / 1000))) }
        let before = offset(local - 86_400_000)
        let guess = offset(local - Int64(before) * 1000)
        return guess == before || offset(local - Int64(guess) * 1000) == guess ? (guess == before ? before : guess) : before
    }
}
