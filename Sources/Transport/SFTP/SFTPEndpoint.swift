import CLibSSH2
import Foundation

/// An account on an SFTP server, reached through libssh2. Every `connect` is a connection of its own.
package struct SFTPEndpoint: Endpoint {
    package let settings: SFTPSettings

    package init(_ settings: SFTPSettings) { self.settings = settings }

    package var place: String { settings.place }

    package func connect() throws(TransportError) -> sending any EndpointSession {
        let connection = try trustedConnection()
        try Authentication(connection: connection, settings: settings).run()
        let deadline = Deadline(after: settings.timeouts.connect)
        let sftp = try connection.make(.connect, by: deadline) {
            libssh2_sftp_init(connection.session)
        }
        return SFTPSession(
            connection: connection, sftp: sftp, root: Array(settings.root.utf8),
            reply: settings.timeouts.reply)
    }

    /// Connects and makes sure of the host key. Nothing about the user has been sent when this returns.
    private func trustedConnection() throws(TransportError) -> SSHConnection {
        let deadline = Deadline(after: settings.timeouts.connect)
        var seen: [HostKeyFingerprint] = []
        while true {
            let connection = try SSHConnection(place: place, socket: try socket(by: deadline))
            let policy = try policy(connection)
            let algorithms = policy.preferred(
                connection.hostKeyAlgorithms, seen: seen.map(\.algorithm))
            connection.prefer(hostKeyAlgorithms: algorithms)
            let code = try connection.attempt(.connect, by: deadline) {
                Int(libssh2_session_handshake(connection.session, connection.socket.raw))
            }
            if code < 0 {
                // No algorithm in common once the keys seen are left out: it has no other key.
                if !seen.isEmpty, code == Int(LIBSSH2_ERROR_KEX_FAILURE) { throw changed(seen) }
                throw connection.failure(code: Int32(clamping: code), .connect, path: nil)
            }
            guard let (key, found) = connection.hostKey else {
                throw connection.failure(code: LIBSSH2_ERROR_HOSTKEY_INIT, .connect, path: nil)
            }
            switch policy.judge(key, found) {
            case .trusted:
                return connection
            case .refused(let kind, let detail):
                throw TransportError(kind, .connect, place: place, detail: detail)
            case .tryOthers:
                seen.append(found)
                let others = policy.preferred(algorithms, seen: seen.map(\.algorithm))
                if others.isEmpty { throw changed(seen) }
            }
        }
    }

    private func changed(_ seen: [HostKeyFingerprint]) -> TransportError {
        let shown = seen.map(\.description).joined(separator: ", ")
        return TransportError(
            .hostKeyChanged, .connect, place: place,
            detail: "the server shows \(shown); none of them is a pinned fingerprint")
    }

    private func policy(_ connection: SSHConnection) throws(TransportError) -> HostKeyPolicy {
        switch settings.hostKeys {
        case .fingerprints(let pins):
            return .fingerprints(pins)
        case .knownHostsFile(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw TransportError(
                    .hostKeyUnknown, .connect, place: place,
                    detail: "the known_hosts file \(EscapedText.escape(path)) cannot be read")
            }
            let known = KnownHosts(
                text: String(decoding: data, as: UTF8.self), host: settings.host,
                port: settings.port, session: connection.session)
            return .known(known, host: "[\(EscapedText.escape(settings.host))]:\(settings.port)")
        }
    }

    private func socket(by deadline: Deadline) throws(TransportError) -> TCPSocket {
        do {
            return try TCPSocket.connect(host: settings.host, port: settings.port, by: deadline)
        } catch {
            switch error {
            case .timedOut:
                throw TransportError(
                    .timedOut, .connect, place: place,
                    detail: "no TCP connection within the time limit")
            case .resolver(let words):
                throw TransportError(.connectionFailed, .connect, place: place, detail: words)
            case .system(let code):
                throw TransportError(
                    .connectionFailed, .connect, place: place,
                    detail: String(cString: strerror(code)))
            }
        }
    }
}
