import Foundation
import Synchronization
import Transport

/// A real OpenSSH server on a free loopback port, run as the current user from a temporary folder
/// with host keys of its own. For tests of anything that talks SFTP.
package final class LoopbackSSHServer: Sendable {
    package struct Options: Sendable {
        /// Lines of `sshd_config(5)` put before the server's own; the first setting of a name counts.
        package var configuration: [String]
        /// The program behind SFTP; OpenSSH's own inside the session's process by default.
        package var subsystem: String

        package init(configuration: [String] = [], subsystem: String = "internal-sftp") {
            self.configuration = configuration
            self.subsystem = subsystem
        }
    }

    package enum KeyType: String, Sendable { case ed25519, ecdsa, rsa }

    private struct State {
        var process: ChildProcess?
        var keys: [String: String] = [:]
    }

    package let host = "127.0.0.1"
    package let port: UInt16
    package let user: String
    /// On this machine's disk: the folder that tests put drops into.
    package let folder: String
    private let workspace: TemporaryFolder
    private let options: Options
    private let state = Mutex(State())

    package init(_ options: Options = Options()) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd") else {
            throw ChildProcess.Failure(
                description: "/usr/sbin/sshd is missing: install openssh-server")
        }
        // Privilege separation wants this folder when the server runs as root.
        if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
        workspace = try TemporaryFolder()
        self.options = options
        user = NSUserName()
        folder = workspace.path + "/drops"
        mkdir(folder, 0o755)
        try Self.makeHostKeys(in: workspace.path)
        try Data().write(to: URL(fileURLWithPath: workspace.path + "/authorized_keys"))

        // A port that is free now may be taken a moment later: another one is tried then.
        var last = ""
        for _ in 0..<20 {
            let port = try Self.freePort()
            let process = try Self.start(workspace.path, port: port, options)
            if process.waits(for: "Server listening on") {
                self.port = port
                state.withLock { $0.process = process }
                try writeKnownHosts()
                return
            }
            process.wait()
            last = process.output
        }
        throw ChildProcess.Failure(description: "sshd does not start: \(last)")
    }

    deinit { stop() }

    /// Ends the server and all its connections.
    package func stop() {
        let process = state.withLock { state in
            defer { state.process = nil }
            return state.process
        }
        guard let process else { return }
        for child in process.descendants { kill(child, SIGKILL) }
        process.kill(SIGKILL)
        process.wait()
    }

    /// Starts it again on the same port. With a new host key the known_hosts file keeps the old one.
    package func restart(withNewHostKey: Bool = false) throws {
        stop()
        if withNewHostKey { try Self.makeHostKeys(in: workspace.path) }
        let process = try Self.start(workspace.path, port: port, options)
        guard process.waits(for: "Server listening on") else {
            process.wait()
            throw ChildProcess.Failure(description: "sshd does not start again: \(process.output)")
        }
        state.withLock { $0.process = process }
    }

    /// Cuts all connections; the server goes on listening.
    package func killConnections() { signalConnections(SIGKILL) }

    /// Kills only the processes of one name below the connections, such as an external `sftp-server`.
    package func killConnections(named name: String) {
        for child in state.withLock({ $0.process })?.descendants ?? [] {
            let found = FileManager.default.contents(atPath: "/proc/\(child)/comm") ?? Data()
            if found.elementsEqual((name + "\n").utf8) { kill(child, SIGKILL) }
        }
    }

    /// All connections stay open and answer nothing, as with a half-open peer.
    package func pauseConnections() { signalConnections(SIGSTOP) }

    package func resumeConnections() { signalConnections(SIGCONT) }

    private func signalConnections(_ signal: Int32) {
        for child in state.withLock({ $0.process })?.descendants ?? [] { kill(child, signal) }
    }

    /// What the server logged on its standard error.
    package var log: String { state.withLock { $0.process }?.output ?? "" }

    // MARK: keys

    /// Pins all host keys of the server under `[host]:port`.
    package var knownHostsFile: String { workspace.path + "/known_hosts" }

    /// Pins only one kind of host key; hashed as by `ssh-keygen -H` if wanted.
    package func knownHostsFile(only type: KeyType, hashed: Bool = false) throws -> String {
        let path = workspace.path + "/known_hosts-\(type.rawValue)-\(hashed)"
        try hostLine(type).write(toFile: path, atomically: true, encoding: .utf8)
        if hashed { try ChildProcess.run("/usr/bin/ssh-keygen", ["-q", "-H", "-f", path]) }
        return path
    }

    /// `SHA256:…` of a host key, as `ssh-keygen -lf` prints it.
    package func fingerprint(_ type: KeyType) throws -> String {
        let output = try ChildProcess.run(
            "/usr/bin/ssh-keygen", ["-lf", workspace.path + "/host_\(type.rawValue).pub"])
        let words = output.split(separator: " ")
        guard words.count > 1 else { throw ChildProcess.Failure(description: output) }
        return String(words[1])
    }

    /// The path of a client's private key, made at first use; an authorised one lets its holder in.
    package func clientKey(
        _ type: KeyType, passphrase: String = "", isAuthorised: Bool = true
    ) throws -> String {
        let name =
            "client_\(type.rawValue)_\(passphrase.isEmpty ? "open" : "locked")_\(isAuthorised)"
        return try state.withLock { state in
            if let path = state.keys[name] { return path }
            let path = workspace.path + "/" + name
            try Self.makeKey(type, path, passphrase: passphrase)
            if isAuthorised {
                let line = try String(contentsOfFile: path + ".pub", encoding: .utf8)
                let file = workspace.path + "/authorized_keys"
                let old = try String(contentsOfFile: file, encoding: .utf8)
                try (old + line).write(toFile: file, atomically: true, encoding: .utf8)
                chmod(file, 0o644)
            }
            state.keys[name] = path
            return path
        }
    }

    /// Settings that work: the ed25519 client key, all host keys pinned, `folder` as the root.
    package func settings() throws -> SFTPSettings {
        SFTPSettings(
            host: host, port: port, user: user,
            credentials: [.privateKey(.file(path: try clientKey(.ed25519)))],
            hostKeys: .knownHostsFile(path: knownHostsFile), root: folder)
    }
}
