import CLibSSH2

extension SFTPSession {
    func list(_ folder: RemoteFolder, visit: (EndpointEntry) throws -> Bool) throws {
        let shown = folder.description
        let handle = try openFolder(folder, shown)
        defer { release(handle) }
        let name = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 4 << 10)
        let line = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 8 << 10)
        defer {
            name.deallocate()
            line.deallocate()
        }
        while true {
            var attributes = LIBSSH2_SFTP_ATTRIBUTES()
            let count = try request(.list, shown) {
                Int(
                    libssh2_sftp_readdir_ex(
                        handle, name.baseAddress, name.count, line.baseAddress, line.count,
                        &attributes))
            }
            if count == 0 { return }
            let bytes = name[..<count].map(UInt8.init(bitPattern:))
            if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { continue }
            let valid: RemoteName
            do {
                valid = try RemoteName(bytes: bytes)
            } catch {
                throw TransportError(
                    .protocolFailure, .list, place: place, path: shown, detail: "\(error)")
            }
            let entry = EndpointEntry(
                name: valid, attributes: attributes, line: line[0])
            if try !visit(entry) { return }
        }
    }

    private func openFolder(_ folder: RemoteFolder, _ shown: String) throws(TransportError)
        -> OpaquePointer
    {
        do {
            return try open(.list, shown, absolute(folder), flags: 0, type: LIBSSH2_SFTP_OPENDIR)
        } catch  where error.kind == .notFound || error.kind == .refused {
            // OpenSSH answers "no such file" for a file too.
            if !folder.parts.isEmpty, try exists(folder) {
                throw TransportError(
                    .notAFolder, .list, place: place, path: shown, detail: error.detail)
            }
            throw error
        }
    }

    private func exists(_ folder: RemoteFolder) throws(TransportError) -> Bool {
        guard let name = folder.parts.last, try !isFolder(folder, .list) else { return false }
        let above = RemoteFolder(parts: folder.parts.dropLast())
        return try stat(above.file(name), for: .list) != nil
    }
}
