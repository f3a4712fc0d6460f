extension Instant {
    /// Parses RFC 3339 in UTC to the second, or to the minute: `2026-11-23T14:03:11Z`, `2026-11-23T14:03Z`.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 17, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z"),
            let day = BusinessDate(String(decoding: bytes[..<10], as: UTF8.self))
        else { return nil }
        var seconds = Int64(day.days) * 86_400
        for (place, part) in bytes[11..<(bytes.count - 1)].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .enumerated()
        {
            guard part.count == 2, part.allSatisfy({ (48...57).contains($0) }),
                let number = Int64(String(decoding: part, as: UTF8.self)), number < (place == 0 ? 24 : 60)
            else { return nil }
            seconds += number * (place == 0 ? 3600 : place == 1 ? 60 : 1)
        }
        self.init(seconds: seconds)
    }
}
