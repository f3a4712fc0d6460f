import Canonical
import Foundation

/// Turns local clock times into UTC, and moments into days. Looks a zone's offset up once per day and zone, since files
/// are full of the same days; only days on which the clock changes are asked about each time.
struct ZoneClock {
    private var zones: [String: TimeZone] = [:]
    private var lastName = ""
    private var lastDay: BusinessDate?
    private var lastOffset = 0

    private static let day: Int64 = 86_400_000

    /// - Returns: `nil` for a zone that the system does not know.
    mutating func instant(_ date: BusinessDate, milliseconds: Int, zone name: String) -> Instant? {
        let local = Int64(date.days) * Self.day + Int64(milliseconds)
        if name == "UTC" { return Instant(milliseconds: local) }
        if lastDay == date, lastName == name { return Instant(milliseconds: local - Int64(lastOffset) * 1000) }
        guard let zone = zone(name) else { return nil }
        let offset = Self.offset(of: zone, atLocal: local)
        let start = Self.offset(of: zone, atLocal: Int64(date.days) * Self.day)
        let end = Self.offset(of: zone, atLocal: Int64(date.days + 1) * Self.day)
        if start == end { (lastName, lastDay, lastOffset) = (name, date, offset) }
        return Instant(milliseconds: local - Int64(offset) * 1000)
    }

    /// The day that a moment falls on in a zone; `nil` for a zone that the system does not know.
    mutating func day(of instant: Instant, zone name: String) -> BusinessDate? {
        guard let zone = zone(name) else { return nil }
        let local = instant.milliseconds + Int64(Self.offset(of: zone, at: instant.milliseconds)) * 1000
        return BusinessDate(days: Int32(clamping: local >= 0 ? local / Self.day : (local - Self.day + 1) / Self.day))
    }

    private mutating func zone(_ name: String) -> TimeZone? {
        if let zone = zones[name] { return zone }
        guard let zone = TimeZone(identifier: name) else { return nil }
        zones[name] = zone
        return zone
    }

    /// Seconds east of UTC at a moment, in milliseconds since 1970.
    private static func offset(of zone: TimeZone, at utc: Int64) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc / 1000)))
    }

    /// Seconds east of UTC at a local clock time. A time that the clock skips is taken as before the
    /// change; one that it repeats as the first of the two.
    private static func offset(of zone: TimeZone, atLocal local: Int64) -> Int {
        func offset(_ utc: Int64) -> Int { Self.offset(of: zone, at: utc) }
        let before = offset(local - day)
        let guess = offset(local - Int64(before) * 1000)
        return guess == before || offset(local - Int64(guess) * 1000) == guess ? (guess == before ? before : guess) : before
    }
}
