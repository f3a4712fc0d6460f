import Canonical

/// How a date or datetime is written: the words of `words` stand for their parts, text in single quotes and anything
/// else for itself. `iso` reads ISO 8601 with or without time, fraction and offset.
struct DatePattern: Sendable {
    enum Unit: Sendable, Hashable {
        case year, shortYear, month, day, hour, minute, second, fraction
        /// On a clock of twelve hours.
        case halfDayHour
    }

    enum Part: Sendable, Hashable {
        /// So many digits.
        case number(Unit, least: Int, most: Int)
        /// `Jan`, in English.
        case monthName
        /// `AM` or `PM`.
        case halfDay
        case literal(UInt8)
    }

    /// What stood there; the offset in minutes where one was given.
    struct Moment {
        var date: BusinessDate
        var milliseconds = 0
        var offset: Int?
        /// More than a date stood there.
        var hasTime = false
    }

    /// What letters mean, the longest word of a letter first.
    static let words: [(word: String, part: Part)] = [
        ("yyyy", .number(.year, least: 4, most: 4)), ("yy", .number(.shortYear, least: 2, most: 2)),
        ("MMM", .monthName), ("MM", .number(.month, least: 2, most: 2)), ("M", .number(.month, least: 1, most: 2)),
        ("dd", .number(.day, least: 2, most: 2)), ("d", .number(.day, least: 1, most: 2)),
        ("HH", .number(.hour, least: 2, most: 2)), ("H", .number(.hour, least: 1, most: 2)),
        ("hh", .number(.halfDayHour, least: 2, most: 2)), ("h", .number(.halfDayHour, least: 1, most: 2)), ("a", .halfDay),
        ("mm", .number(.minute, least: 2, most: 2)), ("ss", .number(.second, least: 2, most: 2)),
        ("SSS", .number(.fraction, least: 3, most: 3)),
    ]

    /// Letters that are so usual between the parts that they need no quotes.
    static let usualLiterals = ["UTC", "GMT", "T", "Z"]

    let text: String
    /// `nil` for ISO 8601.
    private let parts: [Part]?
    private let hasTime: Bool
    var isISO: Bool { parts == nil }

    init(_ pattern: String) {
        text = pattern == "iso" ? "yyyy-MM-dd" : pattern
        let parts = pattern == "iso" ? nil : Self.parts(of: pattern)
        self.parts = parts
        hasTime = parts?.contains { if case .number(let unit, _, _) = $0 { unit == .hour || unit == .halfDayHour } else { false } } ?? false
    }

    private static func parts(of pattern: String) -> [Part] {
        var rest = Substring(pattern)
        var parts: [Part] = []
        func literal(_ text: some StringProtocol) { parts += text.utf8.map { .literal($0) } }
        while let first = rest.first {
            if first == "'" {
                rest.removeFirst()
                let end = rest.firstIndex(of: "'") ?? rest.endIndex
                // Two quotes stand for one.
                literal(end == rest.startIndex ? "'" : rest[..<end])
                rest = rest[end...].dropFirst()
            } else if let word = usualLiterals.first(where: { $0.count > 1 && rest.hasPrefix($0) }) {
                literal(word)
                rest.removeFirst(word.count)
            } else if let (word, part) = words.first(where: { rest.hasPrefix($0.word) }) {
                parts.append(part)
                rest.removeFirst(word.count)
            } else {
                literal(String(rest.removeFirst()))
            }
        }
        return parts
    }

    // MARK: - reading

    /// A time of day, up to `24:00:00`, the first moment of the next day.
    private struct Clock {
        var hour = 0
        var minute = 0
        var second = 0
        var fraction = 0
        /// `nil` on a clock of 24 hours.
        var isAfternoon: Bool?

        /// Milliseconds since midnight; `nil` for what no clock shows. A minute has a sixtieth second only where a leap
        /// second can fall, at the end of a quarter of an hour in every zone: it is the first of the next minute.
        var milliseconds: Int? {
            var hour = hour
            if let isAfternoon {
                guard (1...12).contains(hour) else { return nil }
                hour = hour % 12 + (isAfternoon ? 12 : 0)
            }
            guard minute < 60, second < 60 || (second == 60 && minute % 15 == 14) else { return nil }
            guard hour < 24 || (hour == 24 && minute == 0 && second == 0 && fraction == 0) else { return nil }
            return hour * 3_600_000 + minute * 60000 + second * 1000 + fraction
        }
    }

    /// `nil` where the bytes do not match, or name a moment that does not exist.
    func read(_ bytes: UnsafeRawBufferPointer) -> Moment? {
        guard let parts else { return readISO(bytes) }
        var at = 0
        var (year, month, day) = (0, 1, 1)
        var clock = Clock()
        for part in parts {
            switch part {
            case .literal(let byte):
                guard at < bytes.count, bytes[at] == byte else { return nil }
                at += 1
            case .number(let unit, let least, let most):
                guard let (number, width) = Self.digits(bytes, at, least, most) else { return nil }
                at += width
                switch unit {
                case .year: year = number
                case .shortYear: year = number + (number < 70 ? 2000 : 1900)
                case .month: month = number
                case .day: day = number
                case .hour, .halfDayHour: clock.hour = number
                case .minute: clock.minute = number
                case .second: clock.second = number
                case .fraction: clock.fraction = number
                }
            case .monthName:
                guard let number = Self.monthName(bytes, at) else { return nil }
                month = number
                at += 3
            case .halfDay:
                guard at + 2 <= bytes.count, bytes[at + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
                switch bytes[at] | 0x20 {
                case UInt8(ascii: "a"): clock.isAfternoon = false
                case UInt8(ascii: "p"): clock.isAfternoon = true
                default: return nil
                }
                at += 2
            }
        }
        guard at == bytes.count, let date = BusinessDate(year: year, month: month, day: day), let milliseconds = clock.milliseconds
        else { return nil }
        return Moment(date: date, milliseconds: milliseconds, hasTime: hasTime)
    }

    private func readISO(_ bytes: UnsafeRawBufferPointer) -> Moment? {
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 2), let day = Self.number(bytes, 8, 2),
            let date = BusinessDate(year: year, month: month, day: day)
        else { return nil }
        guard bytes.count > 10 else { return Moment(date: date) }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes.count >= 16, bytes[13] == UInt8(ascii: ":"),
            let hour = Self.number(bytes, 11, 2), let minute = Self.number(bytes, 14, 2)
        else { return nil }
        var clock = Clock(hour: hour, minute: minute)
        var at = 16
        if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
            guard let second = Self.number(bytes, 17, 2) else { return nil }
            clock.second = second
            at = 19
            if at < bytes.count, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",") {
                at += 1
                var unit = 100
                guard at < bytes.count, (48...57).contains(bytes[at]) else { return nil }
                while at < bytes.count, (48...57).contains(bytes[at]) {
                    clock.fraction += Int(bytes[at] - 48) * unit
                    unit /= 10
                    at += 1
                }
            }
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: " ") { at += 1 }
        guard let milliseconds = clock.milliseconds else { return nil }
        let moment = readOffset(bytes, at, Moment(date: date, milliseconds: milliseconds, hasTime: true))
        // Where the offset is known, so is the only minute that can have a leap second: the last of the day in UTC.
        if clock.second == 60, let offset = moment?.offset, (hour * 60 + minute - offset + 2880) % 1440 != 1439 { return nil }
        return moment
    }

    /// `Z`, `UTC`, `+02:00`, `+0200`, `+02`, or nothing.
    private func readOffset(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ moment: Moment) -> Moment? {
        var moment = moment
        let rest = bytes.count - at
        if rest == 0 { return moment }
        if rest == 1, bytes[at] == UInt8(ascii: "Z") || bytes[at] == UInt8(ascii: "z") {
            moment.offset = 0
            return moment
        }
        if rest == 3, bytes[at] == UInt8(ascii: "U"), bytes[at + 1] == UInt8(ascii: "T"), bytes[at + 2] == UInt8(ascii: "C") {
            moment.offset = 0
            return moment
        }
        guard bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-"), let hours = Self.number(bytes, at + 1, 2), hours <= 14
        else { return nil }
        var minutes = 0
        if rest > 3 {
            let from = bytes[at + 3] == UInt8(ascii: ":") ? at + 4 : at + 3
            guard bytes.count == from + 2, let number = Self.number(bytes, from, 2), number < 60 else { return nil }
            minutes = number
        }
        moment.offset = (hours * 60 + minutes) * (bytes[at] == UInt8(ascii: "-") ? -1 : 1)
        return moment
    }

    /// As many digits as stand there, but no more than `most`.
    @inline(__always)
    private static func digits(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ least: Int, _ most: Int) -> (number: Int, width: Int)? {
        var (value, width) = (0, 0)
        while width < most, at + width < bytes.count {
            let digit = bytes[at + width] &- 48
            guard digit <= 9 else { break }
            value = value * 10 + Int(digit)
            width += 1
        }
        return width >= least ? (value, width) : nil
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ width: Int) -> Int? {
        digits(bytes, at, width, width)?.number
    }

    private static let monthNames = Array("janfebmaraprmayjunjulaugsepoctnovdec".utf8)

    private static func monthName(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int? {
        guard at + 3 <= bytes.count else { return nil }
        return (1...12).first { month in (0..<3).allSatisfy { bytes[at + $0] | 0x20 == monthNames[(month - 1) * 3 + $0] } }
    }
}
