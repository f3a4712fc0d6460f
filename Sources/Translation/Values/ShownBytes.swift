import Registry

/// How bytes of a file are shown in a finding: as text where they are text that can be printed, else as X'9F00'.
enum ShownBytes {
    /// - Parameter encoding: `nil` where the bytes are UTF-8.
    static func text(_ bytes: UnsafeRawBufferPointer, as encoding: TextEncoding?, limit: Int = 40) -> String {
        let shown = bytes.prefix(limit * 4)
        var text = ""
        if let encoding, let table = SingleByteText.table(of: encoding) {
            for byte in shown {
                guard table[Int(byte)] != 0xFFFF, let scalar = Unicode.Scalar(table[Int(byte)]), isPrintable(scalar) else {
                    return hex(bytes)
                }
                text.unicodeScalars.append(scalar)
            }
        } else {
            // A cut within a character is no fault of the text.
            guard UTF8Check.firstInvalid(bytes) == nil else { return hex(bytes) }
            text = String(decoding: shown, as: UTF8.self)
            if shown.count < bytes.count { text.unicodeScalars.removeAll { $0 == "\u{FFFD}" } }
            guard text.unicodeScalars.allSatisfy(isPrintable) else { return hex(bytes) }
        }
        return "'\(text.shortened(limit))'"
    }

    /// `X'9F00'`.
    static func hex(_ bytes: UnsafeRawBufferPointer, limit: Int = 20) -> String {
        let digits = bytes.prefix(limit).map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        return "X'\(digits)\(bytes.count > limit ? "…" : "")'"
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{FFFD}")
    }
}
