/// A shell-like pattern over the raw bytes of a name: `*` for any bytes, `?` for one.
package struct NamePattern: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    private let pattern: [UInt8]

    package init(_ text: String) {
        description = text
        pattern = Array(text.utf8)
    }

    package func matches(_ name: [UInt8]) -> Bool {
        var (p, n) = (0, 0)
        var star: (p: Int, n: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, n)
                p += 1
            } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n] {
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
}
