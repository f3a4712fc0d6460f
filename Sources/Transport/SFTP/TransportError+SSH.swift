import CLibSSH2

extension TransportError {
    /// The kind for an error code of libssh2 itself (`LIBSSH2_ERROR_*`).
    static func kind(libssh2 code: Int32) -> Kind {
        switch code {
        case LIBSSH2_ERROR_SOCKET_NONE, LIBSSH2_ERROR_SOCKET_SEND, LIBSSH2_ERROR_SOCKET_RECV,
            LIBSSH2_ERROR_SOCKET_DISCONNECT, LIBSSH2_ERROR_BAD_SOCKET,
            LIBSSH2_ERROR_BANNER_RECV, LIBSSH2_ERROR_BANNER_SEND,
            LIBSSH2_ERROR_CHANNEL_CLOSED, LIBSSH2_ERROR_CHANNEL_EOF_SENT:
            .connectionLost
        case LIBSSH2_ERROR_TIMEOUT, LIBSSH2_ERROR_SOCKET_TIMEOUT:
            .timedOut
        case LIBSSH2_ERROR_AUTHENTICATION_FAILED, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED,
            LIBSSH2_ERROR_PASSWORD_EXPIRED, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED,
            LIBSSH2_ERROR_FILE, LIBSSH2_ERROR_METHOD_NONE:
            .authenticationFailed
        default:
            .protocolFailure
        }
    }

    /// The kind for a status of the SFTP server (`LIBSSH2_FX_*`): it answered, the session goes on.
    static func kind(status: UInt) -> Kind {
        switch status {
        case LIBSSH2_FX_NO_SUCH_FILE, LIBSSH2_FX_NO_SUCH_PATH: .notFound
        case LIBSSH2_FX_PERMISSION_DENIED, LIBSSH2_FX_WRITE_PROTECT: .permissionDenied
        case LIBSSH2_FX_FILE_ALREADY_EXISTS, LIBSSH2_FX_DIR_NOT_EMPTY: .alreadyExists
        case LIBSSH2_FX_NO_SPACE_ON_FILESYSTEM, LIBSSH2_FX_QUOTA_EXCEEDED: .diskFull
        case LIBSSH2_FX_NOT_A_DIRECTORY: .notAFolder
        case LIBSSH2_FX_LINK_LOOP: .notAFile
        case LIBSSH2_FX_NO_CONNECTION, LIBSSH2_FX_CONNECTION_LOST: .connectionLost
        default: .refused
        }
    }

    /// The protocol's name for a status; v3 servers answer most refusals with a bare "failure".
    static func words(status: UInt) -> String {
        switch status {
        case LIBSSH2_FX_NO_SUCH_FILE: "no such file"
        case LIBSSH2_FX_NO_SUCH_PATH: "no such path"
        case LIBSSH2_FX_PERMISSION_DENIED: "permission denied"
        case LIBSSH2_FX_FAILURE: "failure, without a reason"
        case LIBSSH2_FX_BAD_MESSAGE: "bad message (a name may be too long)"
        case LIBSSH2_FX_OP_UNSUPPORTED: "operation not supported"
        case LIBSSH2_FX_FILE_ALREADY_EXISTS: "file already exists"
        case LIBSSH2_FX_NO_SPACE_ON_FILESYSTEM: "no space left"
        case LIBSSH2_FX_QUOTA_EXCEEDED: "quota exceeded"
        default: "refused"
        }
    }
}
