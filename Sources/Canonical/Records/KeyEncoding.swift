/// Percent-encoding of one part of a natural key: letters, digits and `-._*` stand for themselves,
/// every other byte becomes `%XX`, so that `:` can only ever be the separator.
package enum KeyEncoding {
    package static let separator = UInt8(ascii: ":")

    package static func isPlain(_ byte: UInt8) -> Bool { plain[Int(byte)] }

    package static func append(_ part: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        for byte in part {
            if plain[Int(byte)] {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
    }

    package static func encode(_ part: String) -> String {
        var bytes: [UInt8] = []
        Array(part.utf8).withUnsafeBytes { append($0, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `nil` where a `%` is not followed by two hexadecimal digits, or the result is not UTF-8.
    package static func decode(_ part: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(part.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let pair = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            guard pair.count == 2 else { return nil }
            bytes.append(UInt8(pair[0] << 4 | pair[1]))
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let plain: [Bool] = (0..<256).map { byte in
        let byte = UInt8(byte)
        return (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || "-._*".utf8.contains(byte)
    }
}
