/// A shell-like pattern over the raw bytes of a name: `*` for any bytes, `?` for one.
package struct NamePattern: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    private let pattern: [UInt8]

    package init(_ text: String) {
        description = text
        pattern = Array(text.utf8)
    }

    /// - Parameter ignoringCase: of the letters A to Z.
    package func matches(_ name: [UInt8], ignoringCase: Bool = false) -> Bool {
        var (p, n) = (0, 0)
        var star: (p: Int, n: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, n)
                p += 1
            } else if p < pattern.count,
                pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n]
                    || (ignoringCase && Self.lowercase(pattern[p]) == Self.lowercase(name[n]))
            {
                p += 1
                n += 1
            } else if let last = star {
                // The star takes one byte more and the rest is tried again.
                star = (last.p, last.n + 1)
                p = last.p + 1
                n = last.n + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
