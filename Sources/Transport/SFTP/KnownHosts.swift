import CLibSSH2
import Foundation

/// What an OpenSSH `known_hosts` file says of one server.
struct KnownHosts {
    struct Pin: Hashable {
        /// `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`, …
        let algorithm: String
        /// Base64, as in the file.
        let key: String
    }

    /// The keys for the server: those under `[host]:port`, else those under the bare host.
    let pins: [Pin]
    /// Keys of `@revoked` lines, for whichever host.
    let revoked: Set<String>

    /// `session` (`LIBSSH2_SESSION *`) only lends libssh2 its allocator.
    init(text: String, host: String, port: UInt16, session: OpaquePointer) {
        let host = host.lowercased()
        var withPort: [Pin] = []
        var bare: [Pin] = []
        var revoked: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard let first = fields.first, !first.hasPrefix("#") else { continue }
            if first == "@revoked", fields.count > 3 { revoked.insert(String(fields[3])) }
            guard !first.hasPrefix("@"), fields.count > 2 else { continue }
            let pin = Pin(algorithm: String(fields[1]), key: String(fields[2]))
            let entry = fields.prefix(3).joined(separator: " ")
            if Self.line(entry, names: "[\(host)]:\(port)", pin.key, session) {
                withPort.append(pin)
            }
            if Self.line(entry, names: host, pin.key, session) { bare.append(pin) }
        }
        // Port 22 is written as the bare host.
        if port == 22 { (withPort, bare) = (bare, withPort) }
        self.pins = withPort.isEmpty ? bare : withPort
        self.revoked = revoked
    }

    /// Whether one line is about `name`, hashed or plain: libssh2 finds the line's own key under it.
    private static func line(
        _ line: String, names name: String, _ key: String, _ session: OpaquePointer
    ) -> Bool {
        guard let hosts = libssh2_knownhost_init(session) else { return false }
        defer { libssh2_knownhost_free(hosts) }
        guard
            libssh2_knownhost_readline(hosts, line, line.utf8.count, LIBSSH2_KNOWNHOST_FILE_OPENSSH)
                == 0
        else { return false }
        let type = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64
        return libssh2_knownhost_checkp(hosts, name, -1, key, key.utf8.count, type, nil)
            == LIBSSH2_KNOWNHOST_CHECK_MATCH
    }
}
