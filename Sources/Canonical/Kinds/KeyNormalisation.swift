/// How a part of a natural key is written in the key, so that a key does not hang on how something was written. The body keeps
/// what was said.
package enum KeyNormalisation: String, Sendable, Hashable, CaseIterable {
    /// As it was said.
    case none
    /// A part that has digits only loses its leading zeros: `0003` and `3` are one register.
    case digits

    package func apply(_ part: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard self == .digits, part.first == UInt8(ascii: "0"), part.allSatisfy({ (48...57).contains($0) }) else { return part }
        let zeros = part.prefix { $0 == UInt8(ascii: "0") }.count
        return UnsafeRawBufferPointer(rebasing: part[min(zeros, part.count - 1)...])
    }

    package func apply(_ part: String) -> String {
        var part = part
        return part.withUTF8 { String(decoding: apply(UnsafeRawBufferPointer($0)), as: UTF8.self) }
    }
}
