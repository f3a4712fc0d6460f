/// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package init(seconds: Int64) { self.milliseconds = seconds * 1000 }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    package func adding(seconds: Int64) -> Instant {
        Instant(milliseconds: milliseconds + seconds * 1000)
    }

    /// Whole seconds from `earlier` to this moment; negative if it is later.
    package func seconds(since earlier: Instant) -> Int64 {
        (milliseconds - earlier.milliseconds) / 1000
    }

    /// The calendar day this moment falls on in UTC.
    package var utcDay: BusinessDate {
        let day = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
        return BusinessDate(days: Int32(clamping: day))
    }

    package var description: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends RFC 3339 in UTC: `2026-11-23T14:03:11Z`, with `.250` only where there are milliseconds.
    package func write(to bytes: inout [UInt8]) {
        let day = utcDay
        let rest = Int(milliseconds - Int64(day.days) * 86_400_000)
        day.write(to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        bytes.appendDigits(rest / 3_600_000, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendDigits(rest / 60_000 % 60, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendDigits(rest / 1000 % 60, width: 2)
        if rest % 1000 != 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.appendDigits(rest % 1000, width: 3)
        }
        bytes.append(UInt8(ascii: "Z"))
    }
}
