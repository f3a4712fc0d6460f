extension Instant {
    /// Parses RFC 3339 in UTC as `description` writes it: `2026-11-23T14:03:11Z`, milliseconds allowed.
    package init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix("Z"), let day = BusinessDate(String(parts[0])) else { return nil }
        let halves = parts[1].dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let clock = (halves.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 }), halves.count <= 2, let hour = Int64(clock[0]),
            let minute = Int64(clock[1]), let second = Int64(clock[2]), (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<60).contains(second)
        else { return nil }
        var thousandths = Int64(0)
        if halves.count == 2 {
            guard halves[1].utf8.count == 3, let value = Int64(halves[1]), value >= 0 else { return nil }
            thousandths = value
        }
        let seconds = Int64(day.days) * 86_400 + hour * 3600 + minute * 60 + second
        self.init(milliseconds: seconds * 1000 + thousandths)
    }
}
