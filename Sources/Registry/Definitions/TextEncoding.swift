/// How bytes become characters. Always strict: a byte that means nothing is an error with its offset.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// By byte order mark; big endian without one (RFC 2781, section 4.3).
    case utf16 = "utf-16"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"
    case windows1252 = "windows-1252"
    case ebcdic037 = "ebcdic-037"
    case ebcdic500 = "ebcdic-500"
    case ebcdic1140 = "ebcdic-1140"

    package var isEBCDIC: Bool { self == .ebcdic037 || self == .ebcdic500 || self == .ebcdic1140 }
}
