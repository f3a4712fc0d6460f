/// Short-lived text whose pointers stay valid until `reset()`: decoded characters, joined templates.
final class ScratchText {
    private var blocks: [UnsafeMutableRawBufferPointer] = []
    private var block = 0
    private var used = 0
    private static let blockSize = 64 << 10

    deinit { for block in blocks { block.deallocate() } }

    func reset() {
        (block, used) = (0, 0)
    }

    /// A copy of `bytes` that stays where it is.
    func keep(_ bytes: some Collection<UInt8>) -> UnsafeRawBufferPointer {
        let memory = take(bytes.count)
        memory.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(memory)
    }

    private func take(_ count: Int) -> UnsafeMutableRawBufferPointer {
        while block < blocks.count, blocks[block].count - used < count {
            block += 1
            used = 0
        }
        if block == blocks.count {
            blocks.append(.allocate(byteCount: max(Self.blockSize, count), alignment: 16))
            used = 0
        }
        defer { used += count }
        return UnsafeMutableRawBufferPointer(rebasing: blocks[block][used..<used + count])
    }
}
