import CLibSSH2
import Foundation

/// One SSH connection: the socket, libssh2's session, and the time limit on everything it does.
///
/// libssh2 runs in non-blocking mode and this class waits for it on the monotonic clock. Its own
/// blocking mode counts whole seconds of the wall clock and takes keep-alives for time-outs.
/// libssh2 sends with `MSG_NOSIGNAL`, so a peer that is gone never raises SIGPIPE.
final class SSHConnection {
    let place: String
    let socket: TCPSocket
    /// `LIBSSH2_SESSION *`
    let session: OpaquePointer
    /// libssh2 keeps an unretained pointer to it.
    private let context: CallbackContext
    private(set) var isBroken = false

    init(place: String, socket: TCPSocket) throws(TransportError) {
        let context = CallbackContext()
        let abstract = Unmanaged.passUnretained(context).toOpaque()
        guard SSHLibrary.status == 0, let session = libssh2_session_init_ex(nil, nil, nil, abstract)
        else {
            throw TransportError(
                .protocolFailure, .connect, place: place, detail: "libssh2 does not start")
        }
        libssh2_session_set_blocking(session, 0)
        self.place = place
        self.socket = socket
        self.session = session
        self.context = context
        Receiver.install(in: session)
    }

    var prompts: PromptAnswers { context.prompts }

    deinit {
        // With the socket cut, nothing that libssh2 still wants to say can wait.
        socket.cut()
        for _ in 0..<100 where libssh2_session_free(session) != LIBSSH2_ERROR_EAGAIN { break }
    }

    /// After this, every call fails at once and open handles can be freed without waiting.
    func abandon() {
        isBroken = true
        socket.cut()
    }

    /// Runs `body` until it no longer answers "would block" and returns its result; negative is a
    /// code of libssh2. Throws `timedOut`, which breaks the connection, if the deadline passes.
    func attempt(
        _ verb: TransportError.Verb, path: String? = nil, by deadline: Deadline, _ body: () -> Int
    ) throws(TransportError) -> Int {
        guard !isBroken else {
            throw TransportError(
                .connectionLost, verb, place: place, path: path,
                detail: "the connection has already ended")
        }
        while true {
            context.receiver.begin()
            let result = body()
            if result != Int(LIBSSH2_ERROR_EAGAIN) { return result }
            let directions = libssh2_session_block_directions(session)
            var events: Int32 = 0
            if directions & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0 { events |= Int32(POLLOUT) }
            if directions & LIBSSH2_SESSION_BLOCK_INBOUND != 0 || events == 0 {
                events |= Int32(POLLIN)
            }
            if !socket.wait(for: Int16(events), by: deadline) {
                abandon()
                throw TransportError(
                    .timedOut, verb, place: place, path: path,
                    detail: "no answer within the time limit")
            }
        }
    }

    /// As `attempt`, and throws every negative result.
    @discardableResult
    func perform(
        _ verb: TransportError.Verb, path: String? = nil, by deadline: Deadline, _ body: () -> Int
    ) throws(TransportError) -> Int {
        let result = try attempt(verb, path: path, by: deadline, body)
        if result < 0 { throw failure(code: Int32(clamping: result), verb, path: path) }
        return result
    }

    /// As `perform` for calls that return a pointer and leave the code in the session.
    func make(
        _ verb: TransportError.Verb, path: String? = nil, by deadline: Deadline,
        _ body: () -> OpaquePointer?
    ) throws(TransportError) -> OpaquePointer {
        var made: OpaquePointer?
        try perform(verb, path: path, by: deadline) {
            made = body()
            if made != nil { return 0 }
            let code = libssh2_session_last_errno(session)
            return Int(code == 0 ? LIBSSH2_ERROR_PROTO : code)
        }
        guard let made else { throw failure(code: LIBSSH2_ERROR_PROTO, verb, path: path) }
        return made
    }

    /// The words of libssh2 for its last failure; fixed texts, never data of the user's.
    var lastMessage: String {
        var text: UnsafeMutablePointer<CChar>?
        libssh2_session_last_error(session, &text, nil, 0)
        return text.map { EscapedText.escape(String(cString: $0)) } ?? ""
    }

    /// The error for a code of libssh2; breaks the connection unless the session can go on after it.
    func failure(
        code: Int32, _ verb: TransportError.Verb, path: String?
    ) -> TransportError {
        let error = TransportError(
            TransportError.kind(libssh2: code), verb, place: place, path: path,
            detail: "\(lastMessage) (libssh2 \(code))")
        if error.endsSession { abandon() }
        return error
    }
}
