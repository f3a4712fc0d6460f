/// Memory that only grows until it is emptied whole: cells of a group live here without one
/// allocation each.
final class ByteArena {
    private struct Header {
        var base: UnsafeMutableRawPointer
        var count = 0
        var capacity: Int
    }

    // The header lives outside the object: this is read for every cell, and stored properties of a
    // class would be checked for exclusive access each time.
    private let header: UnsafeMutablePointer<Header>

    init(capacity: Int = 4096) {
        header = .allocate(capacity: 1)
        header.initialize(to: Header(base: .allocate(byteCount: capacity, alignment: 16), capacity: capacity))
    }

    deinit {
        header.pointee.base.deallocate()
        header.deallocate()
    }

    @inline(__always)
    var count: Int { header.pointee.count }

    @inline(__always)
    func append(_ bytes: UnsafeRawBufferPointer) {
        guard let from = bytes.baseAddress, bytes.count > 0 else { return }
        let end = header.pointee.count + bytes.count
        if end > header.pointee.capacity { grow(to: end) }
        (header.pointee.base + header.pointee.count).copyMemory(from: from, byteCount: bytes.count)
        header.pointee.count = end
    }

    @inline(__always)
    func append(_ byte: UInt8) {
        if header.pointee.count == header.pointee.capacity { grow(to: header.pointee.count + 1) }
        header.pointee.base.storeBytes(of: byte, toByteOffset: header.pointee.count, as: UInt8.self)
        header.pointee.count += 1
    }

    func truncate(to count: Int) { header.pointee.count = min(count, header.pointee.count) }

    /// Valid until the next append.
    @inline(__always)
    func slice(_ start: Int, _ length: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: header.pointee.base + start, count: length)
    }

    private func grow(to needed: Int) {
        let capacity = max(header.pointee.capacity * 2, needed)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        larger.copyMemory(from: header.pointee.base, byteCount: header.pointee.count)
        header.pointee.base.deallocate()
        header.pointee.base = larger
        header.pointee.capacity = capacity
    }
}
