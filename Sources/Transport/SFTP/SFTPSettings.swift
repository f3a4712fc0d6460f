/// An SFTP account: where it is, how both sides prove who they are, and how long to wait.
package struct SFTPSettings: Sendable, Hashable {
    package var host: String
    package var port: UInt16
    package var user: String
    /// Tried in this order until the server accepts one.
    package var credentials: [SFTPCredential]
    package var hostKeys: SFTPHostKeys
    package var timeouts: SFTPTimeouts
    /// The folder on the server that is this endpoint's root; `""` is where the server puts the user.
    package var root: String

    package init(
        host: String, port: UInt16 = 22, user: String, credentials: [SFTPCredential],
        hostKeys: SFTPHostKeys, timeouts: SFTPTimeouts = SFTPTimeouts(), root: String = ""
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.credentials = credentials
        self.hostKeys = hostKeys
        self.timeouts = timeouts
        self.root = root
    }

    /// `sftp://user@host:port`, escaped.
    package var place: String {
        let address = host.contains(":") ? "[\(host)]" : host
        return "sftp://\(EscapedText.escape(user))@\(EscapedText.escape(address)):\(port)"
    }
}
