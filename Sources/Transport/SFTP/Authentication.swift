import CLibSSH2
import Foundation

/// Offers the credentials to the server, one after another, until it accepts one.
struct Authentication {
    let connection: SSHConnection
    let settings: SFTPSettings

    private enum Outcome {
        case accepted
        case refused(TransportError.Kind, String)
    }

    func run() throws(TransportError) {
        let offered = try offeredMethods()
        if libssh2_userauth_authenticated(connection.session) != 0 { return }
        var refusals: [(kind: TransportError.Kind, detail: String)] = []
        for credential in settings.credentials {
            do {
                switch try attempt(credential, offered: offered) {
                case .accepted: return
                case .refused(let kind, let detail): refusals.append((kind, detail))
                }
            } catch  where error.kind == .connectionLost && !refusals.isEmpty {
                // Servers hang up after a few wrong attempts; the attempts are the news.
                refusals.append((.authenticationFailed, "then the server hung up"))
                break
            }
        }
        connection.abandon()
        let details = refusals.map(\.detail)
        let kind =
            refusals.first { $0.kind != .authenticationFailed }?.kind ?? .authenticationFailed
        throw TransportError(
            kind, .authenticate, place: connection.place,
            detail: details.isEmpty
                ? "no credential is configured" : details.joined(separator: "; "))
    }

    /// Names like `publickey`, `password`. Empty if the server lets the user in without any.
    private func offeredMethods() throws(TransportError) -> [String] {
        var methods: [String] = []
        try perform {
            guard let list = libssh2_userauth_list(connection.session, user, userLength) else {
                return libssh2_userauth_authenticated(connection.session) != 0
                    ? 0 : libssh2_session_last_errno(connection.session)
            }
            methods = String(cString: list).split(separator: ",").map(String.init)
            return 0
        }
        return methods
    }

    private func attempt(
        _ credential: SFTPCredential, offered: [String]
    ) throws(TransportError) -> Outcome {
        let method = credential.method
        guard offered.contains(method) else {
            let list = EscapedText.escape(offered.joined(separator: ", "))
            return .refused(.authenticationFailed, "the server takes no \(method), but: \(list)")
        }
        switch credential {
        case .password(let secret):
            return try outcome(method) {
                libssh2_userauth_password_ex(
                    connection.session, user, userLength, secret.revealed,
                    UInt32(secret.revealed.utf8.count), nil)
            }
        case .keyboardInteractive(let secret):
            connection.prompts.begin(with: secret)
            return try outcome(method) {
                libssh2_userauth_keyboard_interactive_ex(
                    connection.session, user, userLength, PromptAnswers.callback)
            }
        case .privateKey(let source, let passphrase):
            return try attempt(source, passphrase)
        }
    }

    private func attempt(
        _ source: SFTPKeySource, _ passphrase: Secret?
    ) throws(TransportError) -> Outcome {
        let name: String
        let pem: String
        switch source {
        case .pem(let secret):
            name = "the private key"
            pem = secret.revealed
        case .file(let path):
            name = "the private key \(EscapedText.escape(path))"
            guard let data = FileManager.default.contents(atPath: path) else {
                return .refused(.authenticationFailed, "\(name) cannot be read")
            }
            pem = String(decoding: data, as: UTF8.self)
        }
        let key = PrivateKeyKind(pem: pem)
        if key.isEncrypted, (passphrase?.revealed ?? "").isEmpty {
            return .refused(
                .authenticationFailed, "\(name) is encrypted and no passphrase is configured")
        }
        // Never a null passphrase: libssh2 1.10 measures its length for an encrypted PEM key.
        let outcome = try outcome("publickey") {
            libssh2_userauth_publickey_frommemory(
                connection.session, user, user.utf8.count, nil, 0, pem, pem.utf8.count,
                passphrase?.revealed ?? "")
        }
        guard case .refused(let kind, let detail) = outcome else { return outcome }
        if key.algorithm == .rsa, !SSHLibrary.signsRSAWithSHA2 {
            return .refused(
                .unsupportedKey,
                "\(name) is an RSA key, refused by the server: libssh2 \(SSHLibrary.version) signs with "
                    + "SHA-1 only, which current servers do not take")
        }
        let hint = key.isEncrypted ? " (or the passphrase does not open it)" : ""
        return .refused(kind, "\(name): \(detail)\(hint)")
    }

    private var user: String { settings.user }
    private var userLength: UInt32 { UInt32(settings.user.utf8.count) }

    @discardableResult
    private func perform(_ body: () -> Int32) throws(TransportError) -> Int32 {
        let deadline = Deadline(after: settings.timeouts.authenticate)
        let code = Int32(
            clamping: try connection.attempt(.authenticate, by: deadline) { Int(body()) })
        // -1 is libssh2's word for "something", here mostly a key that it cannot parse.
        let isRefusal = code == LIBSSH2_ERROR_SOCKET_NONE
        let kind = TransportError.kind(libssh2: code)
        if code < 0, !isRefusal, kind == .connectionLost || kind == .timedOut {
            throw connection.failure(code: code, .authenticate, path: nil)
        }
        return code
    }

    private func outcome(_ method: String, _ body: () -> Int32) throws(TransportError) -> Outcome {
        let code = try perform(body)
        if code == 0 { return .accepted }
        return .refused(
            .authenticationFailed, "\(method) refused: \(connection.lastMessage) (libssh2 \(code))")
    }
}

extension SFTPCredential {
    /// The name of RFC 4252 and RFC 4256.
    fileprivate var method: String {
        switch self {
        case .password: "password"
        case .privateKey: "publickey"
        case .keyboardInteractive: "keyboard-interactive"
        }
    }
}
