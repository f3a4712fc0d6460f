import Translation

/// A source that tells how far it has been read.
struct WatchedSource<Base: ByteSource>: ByteSource {
    private var base: Base
    private let step: TransferProgress.Step
    private let size: Int
    private let watch: @Sendable (TransferProgress) -> Void
    private var bytes = 0
    private var toldAt = 0

    init(_ base: Base, step: TransferProgress.Step, size: Int, _ watch: @escaping @Sendable (TransferProgress) -> Void) {
        self.base = base
        self.step = step
        self.size = size
        self.watch = watch
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try base.read(into: buffer)
        bytes += count
        if bytes - toldAt >= 1 << 20 || (count == 0 && toldAt > 0) {
            toldAt = bytes
            watch(TransferProgress(step: step, bytes: bytes, size: size, records: 0))
        }
        return count
    }
}

extension WatchedSource: Sendable where Base: Sendable {}
