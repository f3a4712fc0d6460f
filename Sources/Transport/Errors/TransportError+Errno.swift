import Foundation

extension TransportError {
    /// The kind for a POSIX error number of a file or socket call.
    static func kind(errno code: Int32) -> Kind {
        switch code {
        case ENOENT: .notFound
        case EEXIST, ENOTEMPTY: .alreadyExists
        case EACCES, EPERM, EROFS: .permissionDenied
        case EISDIR, ELOOP, ENXIO: .notAFile
        case ENOTDIR: .notAFolder
        case ENOSPC, EDQUOT, EFBIG: .diskFull
        case ETIMEDOUT: .timedOut
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, EADDRNOTAVAIL: .connectionFailed
        case ESTALE, ECONNRESET, EPIPE, ENOTCONN: .connectionLost
        default: .refused
        }
    }

    init(errno code: Int32, _ verb: Verb, place: String, path: String?) {
        self.init(
            Self.kind(errno: code), verb, place: place, path: path,
            detail: String(cString: strerror(code)))
    }
}
