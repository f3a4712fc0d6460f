import CLibSSH2

/// What is true of libssh2 as a whole.
enum SSHLibrary {
    /// The result of `libssh2_init`, called once: a global is initialised once, whichever thread comes first.
    static let status = libssh2_init(0)

    /// libssh2 before 1.11 signs with RSA keys by SHA-1 only, which current servers refuse.
    static let signsRSAWithSHA2 = libssh2_version(0x01_0b_00) != nil

    static var version: String { libssh2_version(0).map { String(cString: $0) } ?? "?" }
}
