import CLibSSH2
import Foundation

/// A session on an SFTP server (protocol version 3, draft-ietf-secsh-filexfer-02).
final class SFTPSession: EndpointSession {
    private static let politeness = Duration.seconds(2)

    private let connection: SSHConnection
    /// `LIBSSH2_SFTP *`
    let sftp: OpaquePointer
    private let root: [UInt8]
    private let reply: Duration
    private var isClosed = false
    var buffer = TransferBuffer()

    init(connection: SSHConnection, sftp: OpaquePointer, root: [UInt8], reply: Duration) {
        self.connection = connection
        self.sftp = sftp
        self.root = root
        self.reply = reply
    }

    deinit { close() }

    var isOpen: Bool { !connection.isBroken }
    var place: String { connection.place }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        let deadline = Deadline(after: min(Self.politeness, reply))
        _ = try? connection.attempt(.close, by: deadline) { Int(libssh2_sftp_shutdown(sftp)) }
        _ = try? connection.attempt(.close, by: deadline) {
            Int(
                libssh2_session_disconnect_ex(
                    connection.session, SSH_DISCONNECT_BY_APPLICATION, "done", ""))
        }
        connection.abandon()
    }

    func stat(_ path: RemotePath) throws(TransportError) -> EndpointEntry? {
        try stat(path, for: .stat)
    }

    func remove(_ path: RemotePath) throws(TransportError) {
        do {
            try request(.remove, path.description, absolute(path)) { path, length in
                Int(libssh2_sftp_unlink_ex(sftp, path, length))
            }
        } catch  where error.kind == .refused || error.kind == .permissionDenied {
            guard try stat(path, for: .remove)?.kind == .folder else { throw error }
            throw notAFile(.remove, path, .folder)
        }
    }

    func makeFolder(_ folder: RemoteFolder) throws(TransportError) {
        if folder.parts.isEmpty { return }
        if try isFolder(folder, .makeFolder) { return }
        for count in 1...folder.parts.count {
            let part = RemoteFolder(parts: Array(folder.parts.prefix(count)))
            do {
                try request(.makeFolder, part.description, absolute(part)) { path, length in
                    Int(libssh2_sftp_mkdir_ex(sftp, path, length, 0o755))
                }
            } catch  where !error.endsSession {
                if try !isFolder(part, .makeFolder) { throw error }
            }
        }
    }

    /// Whether a folder, or a link to one, is there.
    func isFolder(_ folder: RemoteFolder, _ verb: TransportError.Verb) throws(TransportError)
        -> Bool
    {
        try attributes(verb, folder.description, absolute(folder), LIBSSH2_SFTP_STAT)?.kind
            == .folder
    }

    /// `nil` if there is no such name; does not follow a link.
    func stat(_ path: RemotePath, for verb: TransportError.Verb) throws(TransportError)
        -> EndpointEntry?
    {
        try attributes(verb, path.description, absolute(path), LIBSSH2_SFTP_LSTAT)
            .map { EndpointEntry(name: path.name, attributes: $0) }
    }

    private func attributes(
        _ verb: TransportError.Verb, _ shown: String, _ path: [UInt8], _ type: Int32
    ) throws(TransportError) -> LIBSSH2_SFTP_ATTRIBUTES? {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        do {
            try request(verb, shown, path) { path, length in
                Int(libssh2_sftp_stat_ex(sftp, path, length, type, &attributes))
            }
            return attributes
        } catch  where error.kind == .notFound || error.kind == .notAFolder {
            return nil
        }
    }

    // MARK: what the other parts of this class stand on

    func absolute(_ folder: RemoteFolder) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let below = folder.bytes
        if root.isEmpty { return below.isEmpty ? [UInt8(ascii: ".")] : below }
        if below.isEmpty { return root }
        return root.last == slash ? root + below : root + [slash] + below
    }

    func absolute(_ path: RemotePath) -> [UInt8] { absolute(path.folder.appending(path.name)) }

    /// One request about a path, within the time limit.
    @discardableResult
    func request(
        _ verb: TransportError.Verb, _ shown: String, _ path: [UInt8],
        _ body: (UnsafePointer<CChar>, UInt32) -> Int
    ) throws(TransportError) -> Int {
        try path.withCString { text throws(TransportError) in
            try request(verb, shown) { body(text, UInt32(path.count)) }
        }
    }

    /// One request, within the time limit. Negative results are thrown.
    @discardableResult
    func request(
        _ verb: TransportError.Verb, _ shown: String, _ body: () -> Int
    ) throws(TransportError) -> Int {
        let deadline = Deadline(after: reply)
        let result = try connection.attempt(verb, path: shown, by: deadline, body)
        if result >= 0 { return result }
        let status = libssh2_sftp_last_error(sftp)
        guard result == Int(LIBSSH2_ERROR_SFTP_PROTOCOL), status != LIBSSH2_FX_OK else {
            throw connection.failure(code: Int32(clamping: result), verb, path: shown)
        }
        let error = TransportError(
            TransportError.kind(status: status), verb, place: place, path: shown,
            detail: "\(TransportError.words(status: status)) (SFTP status \(status))")
        if error.endsSession { connection.abandon() }
        throw error
    }

    /// Opens a file or folder: a `LIBSSH2_SFTP_HANDLE *`, to be given to `release`.
    func open(
        _ verb: TransportError.Verb, _ shown: String, _ path: [UInt8], flags: Int32, type: Int32
    ) throws(TransportError) -> OpaquePointer {
        var handle: OpaquePointer?
        try request(verb, shown, path) { path, length in
            handle = libssh2_sftp_open_ex(sftp, path, length, UInt(flags), 0o644, type)
            if handle != nil { return 0 }
            let code = libssh2_session_last_errno(connection.session)
            return Int(code == 0 ? LIBSSH2_ERROR_PROTO : code)
        }
        guard let handle else {
            throw connection.failure(code: LIBSSH2_ERROR_PROTO, verb, path: shown)
        }
        return handle
    }

    /// Closes a handle and throws if the server did not confirm it. The handle is gone in any case.
    func finish(
        _ handle: OpaquePointer, _ verb: TransportError.Verb, _ shown: String
    ) throws(TransportError) {
        var isReleased = false
        defer {
            // Only on a cut connection, where libssh2 frees it without waiting.
            if !isReleased {
                for _ in 0..<100 where libssh2_sftp_close_handle(handle) != LIBSSH2_ERROR_EAGAIN {
                    break
                }
            }
        }
        try request(verb, shown) {
            let code = libssh2_sftp_close_handle(handle)
            isReleased = code != LIBSSH2_ERROR_EAGAIN
            return Int(code)
        }
    }

    /// Closes a handle whose work is done or has failed already.
    func release(_ handle: OpaquePointer) {
        try? finish(handle, .close, "")
    }

    func notAFile(
        _ verb: TransportError.Verb, _ path: RemotePath, _ kind: EndpointEntry.Kind
    ) -> TransportError {
        let words = kind == .other ? "something other than a file" : "a \(kind.rawValue)"
        return TransportError(
            .notAFile, verb, place: place, path: path.description, detail: "it is \(words)")
    }

    /// Whether the file system of a folder has next to nothing left, for servers that answer a full
    /// disk with a bare "failure". `false` if the server cannot tell.
    func isFull(_ folder: RemoteFolder) -> Bool {
        var space = LIBSSH2_SFTP_STATVFS()
        let path = absolute(folder)
        let result = try? request(.write, folder.description, path) { path, length in
            Int(libssh2_sftp_statvfs(sftp, path, Int(length), &space))
        }
        return result != nil && space.f_bavail &* space.f_frsize < 64 << 10
    }
}
