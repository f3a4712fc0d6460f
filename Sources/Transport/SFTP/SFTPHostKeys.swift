/// The host keys that are trusted. There is no trust on first use: an unknown or changed key is
/// refused before anything about the user is sent.
package enum SFTPHostKeys: Sendable, Hashable {
    /// An OpenSSH `known_hosts` file: plain and hashed hosts, `[host]:port`, lists with commas, `@revoked`.
    /// Wildcards and `@cert-authority` lines pin nothing. Read at each connect.
    case knownHostsFile(path: String)
    /// As `ssh-keygen -lf` prints them: `SHA256:…`.
    case fingerprints([String])
}
