import CLibSSH2

extension SSHConnection {
    /// The host key algorithms that this libssh2 has, in its own order of preference.
    var hostKeyAlgorithms: [String] {
        var list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        let count = libssh2_session_supported_algs(session, LIBSSH2_METHOD_HOSTKEY, &list)
        guard count > 0, let list else { return [] }
        defer { libssh2_free(session, list) }
        return (0..<Int(count)).compactMap { list[$0].map { String(cString: $0) } }
    }

    /// Before the handshake: the host key algorithms to offer, best first.
    func prefer(hostKeyAlgorithms algorithms: [String]) {
        libssh2_session_method_pref(
            session, LIBSSH2_METHOD_HOSTKEY, algorithms.joined(separator: ","))
    }

    /// After the handshake: the server's key and its fingerprint.
    var hostKey: (key: [UInt8], fingerprint: HostKeyFingerprint)? {
        var count = 0
        var type: Int32 = 0
        guard let start = libssh2_session_hostkey(session, &count, &type), count > 0 else {
            return nil
        }
        let key = UnsafeRawBufferPointer(start: start, count: count).map { $0 }
        let name = libssh2_session_methods(session, LIBSSH2_METHOD_HOSTKEY)
        let algorithm = name.map { String(cString: $0) } ?? "unknown"
        return (key, HostKeyFingerprint(algorithm: algorithm, key: key))
    }
}
