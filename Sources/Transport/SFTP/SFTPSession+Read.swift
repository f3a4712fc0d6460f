import CLibSSH2

extension SFTPSession {
    /// The size of the buffer sets how many requests libssh2 keeps under way: a quarter of this
    /// has a quarter of the speed.
    private static let largestBuffer = 4 << 20

    func read(_ path: RemotePath, from offset: UInt64, chunk: (UnsafeRawBufferPointer) throws -> Void) throws -> UInt64 {
        let (handle, size) = try openPlainFile(path, for: .read)
        defer { release(handle) }
        if offset > 0 { libssh2_sftp_seek64(handle, offset) }
        let shown = path.description
        let space = buffer.space(for: size, atMost: Self.largestBuffer)
        var total: UInt64 = 0
        while true {
            let count = try read(handle, .read, shown, into: space)
            if count == 0 { return total }
            total += UInt64(count)
            try chunk(UnsafeRawBufferPointer(rebasing: space[..<count]))
        }
    }

    /// Looks before it opens: opening a FIFO would leave the server waiting for a writer.
    func openPlainFile(
        _ path: RemotePath, for verb: TransportError.Verb
    ) throws(TransportError) -> (handle: OpaquePointer, size: UInt64) {
        guard let entry = try stat(path, for: verb) else {
            throw TransportError(
                .notFound, verb, place: place, path: path.description, detail: "no such file")
        }
        guard entry.kind == .file else { throw notAFile(verb, path, entry.kind) }
        let handle = try open(
            verb, path.description, absolute(path), flags: LIBSSH2_FXF_READ,
            type: LIBSSH2_SFTP_OPENFILE)
        return (handle, entry.size)
    }

    /// 0 at the end of the file.
    func read(
        _ handle: OpaquePointer, _ verb: TransportError.Verb, _ shown: String,
        into space: UnsafeMutableRawBufferPointer
    ) throws(TransportError) -> Int {
        let start = space.baseAddress?.assumingMemoryBound(to: CChar.self)
        return try request(verb, shown) { libssh2_sftp_read(handle, start, space.count) }
    }
}
