import Registry

/// Encodings in which every byte is one character, and UTF-8 beside them.
enum SingleByteText {
    /// Code points of the 256 bytes; `nil` for encodings of more than one byte. 0xFFFF marks a byte that
    /// means nothing.
    static func table(of encoding: TextEncoding) -> [UInt16]? {
        switch encoding {
        case .utf8, .utf16: nil
        case .latin1: latin1
        case .latin9: latin9
        case .windows1252: windows1252
        case .ebcdic037: EBCDICTables.cp037
        case .ebcdic500: EBCDICTables.cp500
        case .ebcdic1140: EBCDICTables.cp1140
        }
    }

    /// For error texts only: bytes that mean nothing become the replacement character.
    static func decode(_ bytes: some Sequence<UInt8>, as encoding: TextEncoding) -> String {
        guard let table = table(of: encoding) else { return String(decoding: Array(bytes), as: UTF8.self) }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(table[Int(byte)]) ?? "\u{FFFD}") }
        return text
    }

    /// A constant of a definition in the bytes of the file.
    static func encode(_ text: String, as encoding: TextEncoding) -> [UInt8] {
        guard let table = table(of: encoding) else { return Array(text.utf8) }
        return text.utf16.map { unit in UInt8(table.firstIndex(of: unit) ?? 0x3F) }
    }

    /// The same; `nil` where the encoding lacks a character. Bytes are UTF-8 where `encoding` is `nil`.
    static func bytes(of text: String, as encoding: TextEncoding?) -> [UInt8]? {
        guard let encoding, let table = table(of: encoding) else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for unit in text.utf16 {
            guard unit != 0xFFFF, let byte = table.firstIndex(of: unit) else { return nil }
            bytes.append(UInt8(byte))
        }
        return bytes
    }

    private static let latin1 = (0..<256).map { UInt16($0) }

    private static let latin9: [UInt16] = {
        var table = latin1
        // ISO 8859-15 differs from 8859-1 in these eight places.
        for (byte, code): (Int, UInt16) in [
            (0xA4, 0x20AC), (0xA6, 0x160), (0xA8, 0x161), (0xB4, 0x17D), (0xB8, 0x17E), (0xBC, 0x152),
            (0xBD, 0x153), (0xBE, 0x178),
        ] { table[byte] = code }
        return table
    }()

    private static let windows1252: [UInt16] = {
        var table = latin1
        let c1: [UInt16] = [
            0x20AC, 0xFFFF, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
            0x152, 0xFFFF, 0x17D, 0xFFFF, 0xFFFF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
            0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0xFFFF, 0x17E, 0x178,
        ]
        for (index, code) in c1.enumerated() { table[0x80 + index] = code }
        return table
    }()
}
