import Canonical

/// A window over the bytes of a source that slides forward and grows only as far as one record needs.
///
/// Readers look at `window`, ask for `more()` when a record is not whole yet, and `advance` past what
/// they are done with. Pointers into the window are valid until the next `more()`.
final class ChunkBuffer {
    /// One record, row or token may be at most this long: what is longer is not a record.
    static let longestRecord = 16 << 20

    private var source: any ByteSource
    private var storage: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    /// Offset in the file of the window's first byte.
    private(set) var offset = 0
    private(set) var isAtEnd = false

    init(_ source: any ByteSource, capacity: Int = 256 << 10) {
        self.source = source
        storage = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { storage.deallocate() }

    var window: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[start..<end])
    }

    /// Reads on. `false` at the end of the source.
    /// - Throws: a finding if a single record does not end within `longestRecord`.
    func more() throws -> Bool {
        if isAtEnd { return false }
        if start > 0, end == storage.count || start == end {
            let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[start..<end])
            UnsafeMutableRawBufferPointer(rebasing: storage[0..<rest.count]).copyMemory(from: rest)
            (start, end) = (0, rest.count)
        }
        if end == storage.count { try grow() }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[end...]))
        isAtEnd = count == 0
        end += count
        return count > 0
    }

    func advance(_ count: Int) {
        start += count
        offset += count
    }

    private func grow() throws {
        guard storage.count < Self.longestRecord else {
            throw Finding(
                offset: offset, rule: "record-length", expected: "a record that ends within \(Self.longestRecord) bytes",
                found: "no end of record", advice: "Check that the file belongs to this interface and is not binary")
        }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: storage.count * 2, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(storage))
        storage.deallocate()
        storage = larger
    }
}
