import Canonical

/// How a date or datetime is written: `yyyy yy MM dd HH mm ss SSS` stand for their parts, anything else
/// for itself, and so do letters between single quotes. `iso` reads ISO 8601 with or without time, fraction and offset.
struct DatePattern: Sendable {
    enum Part: Sendable, Hashable {
        case year, shortYear, month, day, hour, minute, second, fraction
        case literal(UInt8)
    }

    /// What stood there; the offset in minutes where one was given.
    struct Moment {
        var date: BusinessDate
        var milliseconds = 0
        var offset: Int?
    }

    let text: String
    /// `nil` for ISO 8601.
    private let parts: [Part]?
    var isISO: Bool { parts == nil }

    init(_ pattern: String) {
        text = pattern == "iso" ? "yyyy-MM-dd" : pattern
        parts = pattern == "iso" ? nil : Self.parts(of: pattern)
    }

    /// The words that stand for a part, longer ones of a letter first.
    static let words: [(word: String, part: Part)] = [
        ("yyyy", .year), ("yy", .shortYear), ("MM", .month), ("dd", .day), ("HH", .hour), ("mm", .minute),
        ("ss", .second), ("SSS", .fraction),
    ]

    /// Letters that are so usual between the parts that they need no quotes.
    static let usualLiterals = ["UTC", "GMT", "T", "Z"]

    private static func parts(of pattern: String) -> [Part] {
        var rest = Substring(pattern)
        var parts: [Part] = []
        while let first = rest.first {
            if first == "'", let close = rest.dropFirst().firstIndex(of: "'") {
                let inner = rest[rest.index(after: rest.startIndex)..<close]
                parts += (inner.isEmpty ? "'" : inner).utf8.map { .literal($0) }
                rest = rest[rest.index(after: close)...]
            } else if let (word, part) = words.first(where: { rest.hasPrefix($0.word) }) {
                parts.append(part)
                rest.removeFirst(word.count)
            } else {
                parts += String(rest.removeFirst()).utf8.map { .literal($0) }
            }
        }
        return parts
    }

    /// `nil` where the bytes do not match, or name a moment that does not exist.
    func read(_ bytes: UnsafeRawBufferPointer) -> Moment? {
        guard let parts else { return readISO(bytes) }
        var at = 0
        var (year, month, day, clock) = (0, 1, 1, 0)
        for part in parts {
            let width =
                switch part {
                case .year: 4;
                case .fraction: 3;
                case .literal: 1;
                default: 2
                }
            guard at + width <= bytes.count else { return nil }
            if case .literal(let byte) = part {
                guard bytes[at] == byte else { return nil }
                at += 1
                continue
            }
            guard let number = Self.number(bytes, at, width) else { return nil }
            at += width
            switch part {
            case .year: year = number
            case .shortYear: year = number + (number < 70 ? 2000 : 1900)
            case .month: month = number
            case .day: day = number
            case .hour: guard number < 24 else { return nil }; clock += number * 3_600_000
            case .minute: guard number < 60 else { return nil }; clock += number * 60000
            case .second: guard number < 61 else { return nil }; clock += number * 1000
            case .fraction: clock += number
            case .literal: break
            }
        }
        guard at == bytes.count, let date = BusinessDate(year: year, month: month, day: day) else { return nil }
        return Moment(date: date, milliseconds: clock)
    }

    private func readISO(_ bytes: UnsafeRawBufferPointer) -> Moment? {
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 2), let day = Self.number(bytes, 8, 2),
            let date = BusinessDate(year: year, month: month, day: day)
        else { return nil }
        var moment = Moment(date: date)
        guard bytes.count > 10 else { return moment }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes.count >= 16, bytes[13] == UInt8(ascii: ":"),
            let hour = Self.number(bytes, 11, 2), hour < 24, let minute = Self.number(bytes, 14, 2), minute < 60
        else { return nil }
        moment.milliseconds = hour * 3_600_000 + minute * 60000
        var at = 16
        if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
            guard let second = Self.number(bytes, 17, 2), second < 61 else { return nil }
            moment.milliseconds += second * 1000
            at = 19
            if at < bytes.count, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",") {
                at += 1
                var unit = 100
                guard at < bytes.count, (48...57).contains(bytes[at]) else { return nil }
                while at < bytes.count, (48...57).contains(bytes[at]) {
                    moment.milliseconds += Int(bytes[at] - 48) * unit
                    unit /= 10
                    at += 1
                }
            }
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: " ") { at += 1 }
        return readOffset(bytes, at, moment)
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

    private static func number(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ width: Int) -> Int? {
        guard at + width <= bytes.count else { return nil }
        var value = 0
        for index in at..<at + width {
            let digit = bytes[index] &- 48
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
