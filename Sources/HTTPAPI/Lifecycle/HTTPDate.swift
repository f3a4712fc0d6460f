import Canonical

/// IMF-fixdate, RFC 9110, section 5.6.7.
enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The beginning of a day in UTC: `Mon, 23 Nov 2026 00:00:00 GMT`.
    static func text(_ date: BusinessDate) -> String {
        // 1970-01-01 was a Thursday.
        let weekday = ((Int(date.days) % 7) + 7) % 7
        let (year, month, day) = date.civil
        var bytes = Array("\(weekdays[weekday]), ".utf8)
        bytes.appendDigits(day, width: 2)
        bytes += Array(" \(months[month - 1]) ".utf8)
        bytes.appendDigits(year, width: 4)
        return String(decoding: bytes, as: UTF8.self) + " 00:00:00 GMT"
    }
}
