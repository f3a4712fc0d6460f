/// Reads canonical JSON as this program writes it.
struct CanonicalParser {
    private let bytes: [UInt8]
    private var at = 0
    private static let deepest = 64

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    mutating func value(depth: Int) -> CanonicalValue? {
        guard depth < Self.deepest, let byte = peek else { return nil }
        switch byte {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return list(depth)
        case UInt8(ascii: "\""): return text().map(CanonicalValue.text)
        case UInt8(ascii: "t"): return word("true") ? .boolean(true) : nil
        case UInt8(ascii: "f"): return word("false") ? .boolean(false) : nil
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        default: return number()
        }
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        at += 1
        return true
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count,
            bytes[at..<at + count].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count))
        else { return false }
        at += count
        return true
    }

    private mutating func object(_ depth: Int) -> CanonicalValue? {
        at += 1
        var members: [CanonicalValue.Member] = []
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            guard peek == UInt8(ascii: "\""), let name = text(), take(UInt8(ascii: ":")), let value = value(depth: depth + 1)
            else { return nil }
            members.append(.init(name: name, value: value))
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
    }

    private mutating func list(_ depth: Int) -> CanonicalValue? {
        at += 1
        var elements: [CanonicalValue] = []
        if take(UInt8(ascii: "]")) { return .list([]) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .list(elements) : nil
    }

    private mutating func number() -> CanonicalValue? {
        let start = at
        while let byte = peek, byte == UInt8(ascii: "-") || (48...57).contains(byte) { at += 1 }
        return Int(String(decoding: bytes[start..<at], as: UTF8.self)).map(CanonicalValue.integer)
    }

    private mutating func text() -> String? {
        at += 1
        // Mostly there is nothing to undo, and the text stands there as it is.
        let start = at
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { at += 1 }
        if peek == UInt8(ascii: "\"") {
            at += 1
            return bytes.withUnsafeBufferPointer { buffer in
                String(validating: UnsafeBufferPointer(rebasing: buffer[start..<at - 1]), as: UTF8.self)
            }
        }
        var plain = Array(bytes[start..<at])
        while let byte = peek {
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: plain, as: UTF8.self)
            case UInt8(ascii: "\\"): guard let escaped = escape() else { return nil }; plain += escaped
            default: plain.append(byte)
            }
        }
        return nil
    }

    /// What stands after a backslash. The writer escapes controls, quotes and backslashes and leaves the rest.
    private mutating func escape() -> [UInt8]? {
        guard let byte = peek else { return nil }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "u"):
            guard at + 4 <= bytes.count,
                let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(code)
            else { return nil }
            at += 4
            return Array(String(Character(scalar)).utf8)
        default: return nil
        }
    }
}
