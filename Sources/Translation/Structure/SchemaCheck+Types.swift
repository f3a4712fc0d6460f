import Canonical

extension SchemaCheck {
    /// Whether the text of a JSON value is one that a field of this type takes.
    static func follows(_ text: String, _ type: FieldType) -> Bool {
        switch type {
        case .text(let maximum): text.unicodeScalars.count <= maximum
        case .choice(let words): words.contains(text)
        case .decimal(let scale): isDecimal(text, scale)
        // An integer is written as one: 99.0 and 1e2 are numbers with a fraction or an exponent.
        case .money, .integer: !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        case .boolean: true
        case .date: text.utf8.count == 10 && BusinessDate(text) != nil
        case .instant: isInstant(text)
        case .currency: text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) }
        case .object, .list: false
        }
    }

    /// What a field of this type takes, for errors.
    static func text(of type: FieldType) -> String {
        switch type {
        case .text(let maximum): "a text of at most \(maximum) characters"
        case .choice(let words): "one of the texts \(words.joined(separator: ", "))"
        case .decimal(let scale): "a text such as \"\(scale == 0 ? "3" : "12.5")\" with at most \(scale) digits after the point"
        case .money: "an integer: minor units of the currency"
        case .integer: "an integer"
        case .boolean: "true or false"
        case .date: "a text such as \"2026-11-23\""
        case .instant: "a text such as \"2026-11-23T14:03:11Z\""
        case .currency: "a text of three capital letters"
        case .object: "an object"
        case .list: "a list of objects"
        }
    }

    /// `^-?\d+(\.\d{1,scale})?$`
    private static func isDecimal(_ text: String, _ scale: UInt8) -> Bool {
        let parts = (text.hasPrefix("-") ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return false }
        return parts.count == 1 || parts[1].count <= Int(scale)
    }

    /// A date-time of RFC 3339, section 5.6: with seconds, and with its offset.
    private static func isInstant(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-](\d\d):(\d\d))/),
            BusinessDate(String(match.1)) != nil, let hour = Int(match.2), let minute = Int(match.3), let second = Int(match.4)
        else { return false }
        guard hour < 24, minute < 60, second <= 60 else { return false }
        return (match.7.flatMap { Int($0) } ?? 0) < 24 && (match.8.flatMap { Int($0) } ?? 0) < 60
    }
}
