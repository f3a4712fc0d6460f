/// A set of bytes in three registers; all bytes above 0x7F are in it, or none.
struct ByteSet: Sendable, Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var hasOthers = false

    mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        if byte >= 128 { return hasOthers }
        return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 1
    }

    /// Whether any of the bytes is in it.
    func meets(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for byte in bytes where contains(byte) { return true }
        return false
    }

    var count: Int { low.nonzeroBitCount + high.nonzeroBitCount + (hasOthers ? 128 : 0) }

    var inverted: ByteSet {
        var set = self
        (set.low, set.high, set.hasOthers) = (~low, ~high, !hasOthers)
        return set
    }

    func union(_ other: ByteSet) -> ByteSet {
        var set = self
        (set.low, set.high, set.hasOthers) = (low | other.low, high | other.high, hasOthers || other.hasOthers)
        return set
    }
}
