/// Bytes that never move or change, so that values may point into them for as long as they live:
/// constants and code tables of a plan.
final class ImmutableBytes: @unchecked Sendable {
    // Safe to share: written in `init`, only read afterwards.
    let bytes: UnsafeRawBufferPointer

    init(_ content: some Collection<UInt8>) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, content.count), alignment: 16)
        memory.copyBytes(from: content)
        bytes = UnsafeRawBufferPointer(start: memory.baseAddress, count: content.count)
    }

    convenience init(_ text: String) { self.init(Array(text.utf8)) }

    deinit { bytes.deallocate() }
}
