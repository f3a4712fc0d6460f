import CrossdockTesting
import Foundation
import Testing
import Transport

struct TimeLimitTests {
    private static let second = SFTPTimeouts(
        connect: .seconds(1), authenticate: .seconds(1), reply: .seconds(1))

    private static let subsystem = "/usr/lib/openssh/sftp-server"

    private static func settings(_ server: LoopbackSSHServer) throws -> SFTPSettings {
        var settings = try server.settings()
        settings.timeouts = second
        // The handshake may be slow on a busy machine; only the replies are to run out.
        settings.timeouts.connect = .seconds(30)
        settings.timeouts.authenticate = .seconds(30)
        return settings
    }

    private static func put(_ server: LoopbackSSHServer, _ megabytes: Int) throws -> RemotePath {
        try Data(count: megabytes << 20).write(to: URL(fileURLWithPath: server.folder + "/big"))
        return RemoteFolder.root.file(try RemoteName("big"))
    }

    @Test func silentServer() async throws {
        try await onThread {
            let silent = try SilentTCPServer()
            let started = ContinuousClock.now
            let error = try refusal(
                SFTPSettings(
                    host: silent.host, port: silent.port, user: "u", credentials: [],
                    hostKeys: .fingerprints([]), timeouts: Self.second))
            #expect(error.kind == .timedOut)
            #expect(error.isRetryable)
            let elapsed = ContinuousClock.now - started
            #expect(elapsed >= .milliseconds(900) && elapsed < .seconds(10))
        }
    }

    /// A subsystem that is slow to start has the time of a connection, not that of one reply.
    @Test func subsystemNeverAnswers() async throws {
        try await withServer(.init(subsystem: "/usr/bin/tail -f /dev/null")) { server in
            var settings = try server.settings()
            settings.timeouts = SFTPTimeouts(connect: .seconds(2), reply: .seconds(60))
            let started = ContinuousClock.now
            let error = try refusal(settings)
            #expect(ContinuousClock.now - started < .seconds(50))
            #expect(error.kind == .timedOut)
            #expect(error.verb == .connect)
        }
    }

    @Test func nobodyThere() async throws {
        try await onThread {
            let port = try SilentTCPServer().port  // closed again at once
            for host in ["127.0.0.1", "localhost"] {
                let error = try refusal(
                    SFTPSettings(
                        host: host, port: port, user: "u", credentials: [],
                        hostKeys: .fingerprints([]),
                        timeouts: Self.second))
                #expect(error.kind == .connectionFailed)
                #expect(error.place == "sftp://u@\(host):\(port)")
            }
            let error = try refusal(
                SFTPSettings(
                    host: "no-such-host.invalid", user: "u", credentials: [],
                    hostKeys: .fingerprints([]),
                    timeouts: Self.second))
            #expect(error.kind == .connectionFailed)
        }
    }

    @Test(arguments: ["read", "stat", "list", "rename", "remove", "write", "make-folder"])
    func pausedServer(_ verb: String) async throws {
        try await withServer { server in
            let path = try Self.put(server, 64)
            let session = try SFTPEndpoint(try Self.settings(server)).connect()
            defer { session.close() }
            let error = try transportError {
                switch verb {
                case "read":
                    var isFirst = true
                    try session.read(path) { _ in
                        if isFirst { server.pauseConnections() }
                        isFirst = false
                    }
                case "write":
                    var isFirst = true
                    try session.write(RemoteFolder.root.file(try RemoteName("new"))) { space in
                        if isFirst { server.pauseConnections() }
                        isFirst = false
                        return space.count
                    }
                default:
                    server.pauseConnections()
                    switch verb {
                    case "stat": _ = try session.stat(path)
                    case "list": try session.list(.root) { _ in true }
                    case "rename":
                        try session.rename(
                            path, to: RemoteFolder.root.file(try RemoteName("other")))
                    case "remove": try session.remove(path)
                    default: try session.makeFolder(try RemoteFolder("new"))
                    }
                }
            }
            #expect(error.kind == .timedOut)
            #expect(error.verb.rawValue == verb)
            #expect(error.endsSession && error.isRetryable)
            #expect(!session.isOpen)
            server.resumeConnections()
            #expect(try transportError { _ = try session.stat(path) }.kind == .connectionLost)
            try succeeds(try server.settings())
        }
    }

    @Test(arguments: ["read", "write", "list", "idle"])
    func killedServer(_ verb: String) async throws {
        try await withServer { server in
            let path = try Self.put(server, 64)
            for number in 0..<500 {
                try Data().write(to: URL(fileURLWithPath: server.folder + "/n\(number)"))
            }
            let session = try SFTPEndpoint(try server.settings()).connect()
            defer { session.close() }
            var isFirst = true
            let error = try transportError {
                switch verb {
                case "read":
                    try session.read(path) { _ in
                        if isFirst { server.killConnections() }
                        isFirst = false
                    }
                case "write":
                    try session.write(RemoteFolder.root.file(try RemoteName("new"))) { space in
                        if isFirst { server.killConnections() }
                        isFirst = false
                        return space.count
                    }
                case "list":
                    try session.list(.root) { _ in
                        if isFirst { server.killConnections() }
                        isFirst = false
                        return true
                    }
                default:
                    server.killConnections()
                    _ = try session.stat(path)
                }
            }
            #expect(error.kind == .connectionLost, "\(error)")
            #expect(!session.isOpen)
            try succeeds(try server.settings())
        }
    }

    /// The SFTP subsystem ends while the SSH connection stays.
    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: subsystem), "no external sftp-server"),
        arguments: ["read", "write", "stat", "close"])
    func subsystemEnds(_ verb: String) async throws {
        try await withServer(.init(subsystem: Self.subsystem)) { server in
            let path = try Self.put(server, 64)
            let session = try SFTPEndpoint(try Self.settings(server)).connect()
            defer { session.close() }
            var isFirst = true
            let error = try transportError {
                switch verb {
                case "read":
                    try session.read(path) { _ in
                        if isFirst { server.killConnections(named: "sftp-server") }
                        isFirst = false
                    }
                case "write":
                    try session.write(RemoteFolder.root.file(try RemoteName("new"))) { space in
                        if isFirst { server.killConnections(named: "sftp-server") }
                        isFirst = false
                        return space.count
                    }
                default:
                    server.killConnections(named: "sftp-server")
                    if verb == "close" { session.close() }
                    _ = try session.stat(path)
                }
            }
            #expect(error.kind == .connectionLost || error.kind == .timedOut, "\(error)")
            #expect(!session.isOpen)
        }
    }
}
