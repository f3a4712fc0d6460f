import CLibSSH2

extension SFTPSession {
    func rename(_ from: RemotePath, to: RemotePath) throws(TransportError) {
        do {
            try move(from, to: to, .rename)
        } catch  where error.kind == .refused {
            // Servers do not say that two folders are on different file systems; try by copying.
            guard try stat(from, for: .rename)?.kind == .file else { throw error }
            try copy(from, to: to)
        }
    }

    /// The server's own rename, after looking: version 3 of the protocol forbids overwriting, but
    /// there are servers that do it.
    func move(
        _ from: RemotePath, to: RemotePath, _ verb: TransportError.Verb
    ) throws(TransportError) {
        if try stat(to, for: verb) != nil { throw alreadyExists(verb, to) }
        let target = absolute(to)
        do {
            try target.withCString { target throws(TransportError) in
                _ = try request(verb, from.description, absolute(from)) { source, length in
                    Int(
                        libssh2_sftp_rename_ex(
                            sftp, source, length, target, UInt32(absolute(to).count), 0))
                }
            }
        } catch  where error.kind == .refused {
            if try stat(to, for: verb) != nil { throw alreadyExists(verb, to) }
            throw error
        }
    }

    /// Through this machine: a durable copy under a temporary name, renamed into place, and only then
    /// is the source removed. Every failure leaves the source as it was and no second copy, as long as
    /// the connection lasts.
    private func copy(_ from: RemotePath, to: RemotePath) throws(TransportError) {
        let temporary = to.temporarySibling()
        let before = try stat(from, for: .rename)
        let (source, _) = try openPlainFile(from, for: .rename)
        do throws(TransportError) {
            defer { release(source) }
            let size = try fill(temporary, of: to, from: source)
            let after = try stat(from, for: .rename)
            guard after?.stamp == before?.stamp, size == before?.size else {
                throw TransportError(
                    .refused, .rename, place: place, path: from.description,
                    detail: "the file changed while it was being copied to another file system")
            }
            try move(temporary, to: to, .rename)
        } catch {
            discard(temporary)
            throw error
        }
        do {
            try remove(from)
        } catch  where !error.endsSession {
            discard(to)
            throw error
        }
    }

    private func fill(
        _ temporary: RemotePath, of target: RemotePath, from source: OpaquePointer
    ) throws(TransportError) -> UInt64 {
        let shown = target.description
        let copy = try create(temporary, .rename, shown)
        var isReleased = false
        defer { if !isReleased { release(copy) } }
        let space = buffer.space(for: .max, atMost: 256 << 10)
        var total: UInt64 = 0
        while case let count = try read(source, .rename, shown, into: space), count > 0 {
            try write(
                copy, .rename, target, UnsafeRawBufferPointer(rebasing: space[..<count]))
            total += UInt64(count)
        }
        try sync(copy, .rename, shown)
        isReleased = true
        try finish(copy, .rename, shown)
        return total
    }
}
