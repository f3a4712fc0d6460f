import Crypto

/// A SHA-256 digest: the identity of bytes, in the archive, in facts and in the audit chain.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Parses 64 hexadecimal digits.
    package init?(hex: String) {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in hex.utf8 {
            guard let digit = Character(Unicode.Scalar(character)).hexDigitValue else { return nil }
            if let first = high {
                bytes.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes)
    }

    package init(_ digest: SHA256.Digest) { bytes = Array(digest) }

    package static func of(_ data: some Sequence<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(data: Array(data))
        return Digest(hash.finalize())
    }

    package static func of(_ text: String) -> Digest { of(text.utf8) }

    package var description: String { hex }

    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
