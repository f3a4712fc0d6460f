extension Instant {
    /// Parses RFC 3339 in UTC as `description` writes it, milliseconds allowed, seconds not needed:
    /// `2026-11-23T14:03:11.250Z`, `2026-11-23T14:03Z`.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z"),
            let day = BusinessDate(String(decoding: bytes[..<10], as: UTF8.self))
        else { return nil }
        let halves = bytes[11..<(bytes.count - 1)].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let clock = halves[0].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(clock.count), halves.count == 1 || (halves.count == 2 && clock.count == 3) else { return nil }
        var milliseconds = Int64(day.days) * 86_400_000
        for (part, unit) in zip(clock, [Int64(3_600_000), 60_000, 1000]) {
            guard let number = Self.number(part, digits: 2), number < (unit == 3_600_000 ? 24 : 60) else { return nil }
            milliseconds += number * unit
        }
        if halves.count == 2 {
            guard let thousandths = Self.number(halves[1], digits: 3) else { return nil }
            milliseconds += thousandths
        }
        self.init(milliseconds: milliseconds)
    }

    private static func number(_ part: ArraySlice<UInt8>, digits: Int) -> Int64? {
        guard part.count == digits, part.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(String(decoding: part, as: UTF8.self))
    }
}
