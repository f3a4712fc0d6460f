import Canonical

extension Instant {
    /// Parses what `description` writes: `2026-11-23T14:03:11Z`, or with three digits of milliseconds.
    init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24, let day = BusinessDate(String(text.prefix(10))),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes.last == UInt8(ascii: "Z"), bytes.count == 20 || bytes[19] == UInt8(ascii: "."),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
            let second = Self.number(bytes[17..<19]), hour < 24, minute < 60, second < 60,
            let thousandth = bytes.count == 20 ? 0 : Self.number(bytes[20..<23])
        else { return nil }
        self.init(
            milliseconds: Int64(day.days) * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + thousandth)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        digits.allSatisfy { (48...57).contains($0) } ? digits.reduce(0) { $0 * 10 + Int64($1 - 48) } : nil
    }
}
