import CLibSSH2

extension SFTPSession {
    private static let writeBuffer = 256 << 10

    func write(
        _ path: RemotePath, from source: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> UInt64 {
        if try stat(path, for: .write) != nil { throw alreadyExists(.write, path) }
        let temporary = path.temporarySibling()
        let shown = path.description
        let handle = try create(temporary, .write, shown)
        var isReleased = false
        do {
            let space = buffer.space(for: .max, atMost: Self.writeBuffer)
            var total: UInt64 = 0
            while case let count = try source(space), count > 0 {
                try write(
                    handle, .write, path, UnsafeRawBufferPointer(rebasing: space[..<count]))
                total += UInt64(count)
            }
            try sync(handle, .write, shown)
            isReleased = true
            try finish(handle, .write, shown)
            try move(temporary, to: path, .write)
            return total
        } catch {
            if !isReleased { release(handle) }
            discard(temporary)
            throw error
        }
    }

    func create(
        _ path: RemotePath, _ verb: TransportError.Verb, _ shown: String
    ) throws(TransportError) -> OpaquePointer {
        try open(
            verb, shown, absolute(path),
            flags: LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_EXCL,
            type: LIBSSH2_SFTP_OPENFILE)
    }

    func write(
        _ handle: OpaquePointer, _ verb: TransportError.Verb, _ path: RemotePath,
        _ bytes: UnsafeRawBufferPointer
    ) throws(TransportError) {
        var rest = bytes
        while let start = rest.baseAddress?.assumingMemoryBound(to: CChar.self), !rest.isEmpty {
            let count: Int
            do {
                count = try request(verb, path.description) {
                    libssh2_sftp_write(handle, start, rest.count)
                }
            } catch  where error.kind == .refused && isFull(path.folder) {
                throw TransportError(
                    .diskFull, verb, place: place, path: path.description,
                    detail: "the server's disk is full")
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Asks the server to put the content on its disk (`fsync@openssh.com`), where it can.
    func sync(
        _ handle: OpaquePointer, _ verb: TransportError.Verb, _ shown: String
    ) throws(TransportError) {
        do {
            try request(verb, shown) { Int(libssh2_sftp_fsync(handle)) }
        } catch  where error.kind == .refused {
            // Not supported: as durable as the server makes it.
        }
    }

    /// Removes a temporary file if the connection still allows it.
    func discard(_ temporary: RemotePath) {
        if isOpen { try? remove(temporary) }
    }

    func alreadyExists(_ verb: TransportError.Verb, _ path: RemotePath) -> TransportError {
        TransportError(
            .alreadyExists, verb, place: place, path: path.description,
            detail: "a file of this name is there")
    }
}
