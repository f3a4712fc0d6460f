import Foundation

extension LoopbackSSHServer {
    static func makeHostKeys(in workspace: String) throws {
        for type in [KeyType.ed25519, .ecdsa] {
            try makeKey(type, workspace + "/host_\(type.rawValue)", passphrase: "")
        }
    }

    static func makeKey(_ type: KeyType, _ path: String, passphrase: String) throws {
        unlink(path)
        unlink(path + ".pub")
        let bits = type == .rsa ? ["-b", "2048"] : []
        try ChildProcess.run(
            "/usr/bin/ssh-keygen",
            ["-q", "-t", type.rawValue] + bits + ["-N", passphrase, "-C", "test", "-f", path])
    }

    func hostLine(_ type: KeyType) throws -> String {
        let path =
            (knownHostsFile as NSString).deletingLastPathComponent + "/host_\(type.rawValue).pub"
        return "[\(host)]:\(port) " + (try String(contentsOfFile: path, encoding: .utf8))
    }

    func writeKnownHosts() throws {
        let lines = try hostLine(.ecdsa) + hostLine(.ed25519)
        try lines.write(toFile: knownHostsFile, atomically: true, encoding: .utf8)
    }

    static func start(_ workspace: String, port: UInt16, _ options: Options) throws -> ChildProcess {
        let lines =
            options.configuration + [
                "Port \(port)", "ListenAddress 127.0.0.1",
                "HostKey \(workspace)/host_ecdsa", "HostKey \(workspace)/host_ed25519",
                "AuthorizedKeysFile \(workspace)/authorized_keys",
                "PidFile none", "StrictModes no", "UsePAM no", "UseDNS no", "LogLevel INFO",
                "PermitRootLogin yes", "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "MaxStartups 200", "Subsystem sftp \(options.subsystem)",
            ]
        let path = workspace + "/sshd_config"
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        return try ChildProcess("/usr/sbin/sshd", ["-D", "-e", "-f", path])
    }

    static func freePort() throws -> UInt16 {
        let descriptor = try loopbackSocket()
        defer { close(descriptor) }
        return try port(of: descriptor)
    }

    /// A TCP socket bound to a free port of 127.0.0.1.
    static func loopbackSocket() throws -> Int32 {
        #if os(Linux)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard code == 0 else {
            close(descriptor)
            throw ChildProcess.Failure(
                description: "no free port: \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    static func port(of descriptor: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        guard code == 0 else { throw ChildProcess.Failure(description: "the socket has no port") }
        return UInt16(bigEndian: address.sin_port)
    }
}
