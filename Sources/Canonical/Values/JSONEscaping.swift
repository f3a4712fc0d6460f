/// The inside of a JSON string (RFC 8259, section 7), in its shortest form: `"`, `\` and control
/// characters are escaped, everything else stands as UTF-8.
package enum JSONEscaping {
    /// Appends `utf8`, which must be valid UTF-8.
    package static func append(_ utf8: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        var plainFrom = 0
        for index in 0..<utf8.count {
            let byte = utf8[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: utf8[plainFrom..<index]))
            escape(byte, to: &bytes)
            plainFrom = index + 1
        }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: utf8[plainFrom...]))
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append("\\\"")
        case UInt8(ascii: "\\"): bytes.append("\\\\")
        case 0x0A: bytes.append("\\n")
        case 0x0D: bytes.append("\\r")
        case 0x09: bytes.append("\\t")
        default:
            let digits: StaticString = "0123456789abcdef"
            bytes.append("\\u00")
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 15)])
        }
    }
}
