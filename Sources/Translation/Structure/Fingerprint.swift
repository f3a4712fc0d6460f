/// A 64-bit digest of bytes, for telling keys apart within one file. The same bytes give the same value in every process, so
/// that a transfer that was interrupted goes on with the same groups. Whoever makes two keys collide on purpose gets both of
/// them refused.
struct Fingerprint {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Takes in a part; its length counts, so that `ab` and `c` are not `a` and `bc`.
    @inline(__always)
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var at = 0
        while at + 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var rest: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count {
            rest |= UInt64(bytes[at]) << shift
            shift += 8
            at += 1
        }
        mix(rest)
        mix(UInt64(truncatingIfNeeded: bytes.count) | 1 << 63)
    }

    /// A part that is not there, which is not the empty one.
    mutating func addNothing() { mix(0xD6E8_FEB8_6659_FD93) }

    @inline(__always)
    mutating func mix(_ word: UInt64) {
        let product = (value ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        value = product.high ^ product.low &+ 0x8EBC_6AF0_9C88_C6E3
    }
}
