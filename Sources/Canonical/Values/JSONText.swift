/// JSON for answers, schemas and command output: ordered, and written without floating point. Not for
/// the hot path, where canonical bytes are written directly.
package indirect enum JSONText: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case string(String)
    case array([JSONText])
    case object([(String, JSONText)])
    /// Text that already is JSON, such as a canonical body.
    case raw([UInt8])

    /// A string, or `null`.
    package static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }
    package static func optional(_ number: Int?) -> JSONText { number.map { .integer($0) } ?? .null }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: nil)
        return bytes
    }

    package var compact: String { String(decoding: bytes, as: UTF8.self) }

    package var pretty: String {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes.append("null")
        case .boolean(let flag): bytes.append(flag ? "true" : "false")
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .string(let text): Self.write(text, to: &bytes)
        case .raw(let json): bytes.append(contentsOf: json)
        case .array(let items):
            Self.write(items, to: &bytes, "[", "]", indent) { item, bytes, inner in
                item.write(to: &bytes, indent: inner)
            }
        case .object(let pairs):
            Self.write(pairs, to: &bytes, "{", "}", indent) { pair, bytes, inner in
                Self.write(pair.0, to: &bytes)
                bytes.append(inner == nil ? ":" : ": ")
                pair.1.write(to: &bytes, indent: inner)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], to bytes: inout [UInt8], _ open: StaticString, _ close: StaticString,
        _ indent: Int?, _ writeItem: (Item, inout [UInt8], Int?) -> Void
    ) {
        bytes.append(open)
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(",") }
            newline(&bytes, indent.map { $0 + 1 })
            writeItem(item, &bytes, indent.map { $0 + 1 })
        }
        if !items.isEmpty { newline(&bytes, indent) }
        bytes.append(close)
    }

    private static func newline(_ bytes: inout [UInt8], _ indent: Int?) {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<indent { bytes.append("  ") }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { JSONEscaping.append(UnsafeRawBufferPointer($0), to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }
}
