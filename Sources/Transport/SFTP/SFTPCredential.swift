/// How the gateway proves who it is to an SFTP server.
package enum SFTPCredential: Sendable, Hashable {
    case password(Secret)
    case privateKey(SFTPKeySource, passphrase: Secret? = nil)
    /// Answers every hidden prompt of the server with the same secret.
    case keyboardInteractive(Secret)
}
