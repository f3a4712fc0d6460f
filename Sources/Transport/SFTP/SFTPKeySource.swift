/// Where a private key comes from. OpenSSH and PEM formats; ed25519 and ecdsa work with every
/// libssh2, rsa with current servers only from libssh2 1.11 on.
package enum SFTPKeySource: Sendable, Hashable {
    /// Read at each connect, so that a rotated key is seen.
    case file(path: String)
    case pem(Secret)
}
