/// What looks like an alias in a text, before any parser pays for it. It sees too many rather than too few: quotes mean
/// nothing to it.
struct AliasLook {
    private(set) var count = 0
    /// The line of the first one, from 1; 0 for none.
    private(set) var firstLine = 0
    /// The first line with a key that is an alias or a collection; `nil` for none.
    private(set) var costlyKeyLine: Int?

    init(_ text: String) {
        var line = 1
        var before: UInt8 = 0x0A
        var closing = false
        var isLineStart = true
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "*"), !Self.isWord(before), index + 1 < bytes.count, Self.isWord(bytes[index + 1]) {
                count += 1
                if firstLine == 0 { firstLine = line }
                let end = bytes[(index + 1)...].firstIndex { !Self.isWord($0) } ?? bytes.count
                if bytes[end...].first(where: { $0 != 0x20 }) == UInt8(ascii: ":") { note(line) }
            }
            if byte == UInt8(ascii: ":"), closing { note(line) }
            if byte == UInt8(ascii: "?"), isLineStart || "[{,".utf8.contains(before) { note(line) }
            if byte != 0x20 {
                closing = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
                isLineStart = byte == 0x0A || isLineStart && byte == UInt8(ascii: "-")
                before = byte
            } else if Self.isWord(before) {
                // A blank parts words; it does not part a bracket from its colon.
                before = 0x20
            }
            if byte == 0x0A { line += 1 }
        }
    }

    private mutating func note(_ line: Int) { costlyKeyLine = costlyKeyLine ?? line }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }
}
