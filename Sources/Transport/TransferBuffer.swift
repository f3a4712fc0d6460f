/// Memory for one transfer at a time, kept for the next one and grown only when a file needs it:
/// thousands of small files cost no megabytes each, a big one gets large requests.
struct TransferBuffer: ~Copyable {
    private static let smallest = 32 << 10
    private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    init() {}

    deinit { memory.deallocate() }

    /// Space for a file of `size` bytes and one more, so that the end is seen by the first request;
    /// between 32 KiB and `limit` bytes. Valid until the next call.
    mutating func space(for size: UInt64, atMost limit: Int) -> UnsafeMutableRawBufferPointer {
        let wanted = max(Int(min(size, UInt64(limit) - 1)) + 1, Self.smallest)
        if memory.count < wanted {
            memory.deallocate()
            memory = .allocate(byteCount: wanted, alignment: 16)
        }
        return UnsafeMutableRawBufferPointer(rebasing: memory[..<wanted])
    }
}
