import CLibSSH2
import Foundation

/// Receives for libssh2 and ends a call that would otherwise spin for ever.
///
/// When a server closes the SFTP channel but keeps the connection (its `sftp-server` has died),
/// libssh2 1.10 does not come back from `libssh2_sftp_read`, even in non-blocking mode: it goes on
/// asking an empty socket. So many empty answers within one call can have no other cause, and the
/// connection is then reported as lost.
final class Receiver {
    /// The largest read sends 280 requests and looks for input once for each.
    private static let mostEmptyAnswers = 10_000
    private var emptyAnswers = 0

    /// Before each call into libssh2.
    func begin() { emptyAnswers = 0 }

    /// Makes `session` (`LIBSSH2_SESSION *`) receive through the `Receiver` of its `CallbackContext`.
    static func install(in session: OpaquePointer) {
        // The C interface takes every kind of callback as an untyped pointer.
        let pointer = unsafeBitCast(callback, to: UnsafeMutableRawPointer.self)
        libssh2_session_callback_set(session, LIBSSH2_CALLBACK_RECV, pointer)
    }

    /// Returns the count, 0 at the end of the stream, or a negated `errno`.
    private static let callback:
        @convention(c) (
            Int32, UnsafeMutableRawPointer?, Int, Int32,
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Int = { socket, buffer, length, flags, abstract in
            let count = recv(socket, buffer, length, flags)
            let code = errno
            guard let receiver = CallbackContext.of(abstract)?.receiver else {
                return -Int(ECONNRESET)
            }
            if count >= 0 {
                receiver.emptyAnswers = 0
                return count
            }
            guard code == EAGAIN || code == EWOULDBLOCK || code == EINTR else { return -Int(code) }
            receiver.emptyAnswers += 1
            return -Int(receiver.emptyAnswers > mostEmptyAnswers ? ECONNRESET : EAGAIN)
        }
}
