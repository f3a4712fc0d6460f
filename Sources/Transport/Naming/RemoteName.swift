/// The name of one file in one folder: opaque bytes, as the file system or the server has them.
///
/// Names are compared byte by byte: NFC and NFD spellings, or upper and lower case, are different
/// names. A value is never a path: not empty, not `.` or `..`, without `/` and without a zero byte.
package struct RemoteName: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let bytes: [UInt8]

    package init(bytes: some Sequence<UInt8>) throws(InvalidName) {
        let bytes = Array(bytes)
        if let reason = Self.objection(to: bytes) {
            throw InvalidName(reason: reason, shown: EscapedText.escape(bytes))
        }
        self.bytes = bytes
    }

    /// The UTF-8 bytes of `text`, without any normalisation.
    package init(_ text: String) throws(InvalidName) { try self.init(bytes: text.utf8) }

    /// A name that this module made itself and knows to be one.
    init(known text: StaticString, suffix: String = "") {
        bytes = text.withUTF8Buffer(Array.init) + Array(suffix.utf8)
    }

    /// The name as text; `nil` if it is not UTF-8.
    package var text: String? { String(validating: bytes, as: UTF8.self) }

    /// Escaped for logs; see `EscapedText`.
    package var description: String { EscapedText.escape(bytes) }

    package static func < (a: RemoteName, b: RemoteName) -> Bool {
        a.bytes.lexicographicallyPrecedes(b.bytes)
    }

    private static func objection(to bytes: [UInt8]) -> InvalidName.Reason? {
        let dot = UInt8(ascii: ".")
        if bytes.isEmpty { return .empty }
        if bytes == [dot] || bytes == [dot, dot] { return .dots }
        if bytes.contains(UInt8(ascii: "/")) { return .separator }
        if bytes.contains(0) { return .zeroByte }
        return nil
    }
}
