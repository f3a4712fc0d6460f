/// Strict checks of text bytes.
enum UTF8Check {
    /// Whether all bytes are below 0x80.
    @inline(__always)
    static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var seen: UInt8 = 0
        for byte in bytes { seen |= byte }
        return seen < 0x80
    }

    /// The index of the first NUL; `nil` where there is none, which costs one pass without a branch.
    @inline(__always)
    static func firstNUL(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var seen: UInt8 = 0
        // The high bit comes of no other byte.
        for byte in bytes { seen |= (byte &- 1) & ~byte }
        return seen < 0x80 ? nil : bytes.firstIndex(of: 0)
    }

    /// The index of the first byte that is not part of valid UTF-8 (RFC 3629); `nil` where all is well.
    static func firstInvalid(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x80 {
                at += 1
                continue
            }
            let (length, lowest, highest): (Int, UInt8, UInt8) =
                switch byte {
                case 0xC2...0xDF: (2, 0x80, 0xBF)
                case 0xE0: (3, 0xA0, 0xBF)
                case 0xED: (3, 0x80, 0x9F)
                case 0xE1...0xEF: (3, 0x80, 0xBF)
                case 0xF0: (4, 0x90, 0xBF)
                case 0xF4: (4, 0x80, 0x8F)
                case 0xF1...0xF3: (4, 0x80, 0xBF)
                default: (0, 0, 0)
                }
            guard length > 0, at + length <= bytes.count, (lowest...highest).contains(bytes[at + 1]) else { return at }
            for index in at + 2..<max(at + 2, at + length) where bytes[index] & 0xC0 != 0x80 { return at }
            at += length
        }
        return nil
    }
}
