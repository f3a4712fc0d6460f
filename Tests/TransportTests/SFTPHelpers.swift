import CrossdockTesting
import Foundation
import Testing
import Transport

/// Starts a server, runs `body` on a thread of its own, and stops the server.
func withServer<Result: Sendable>(
    _ options: LoopbackSSHServer.Options = .init(),
    _ body: @escaping @Sendable (LoopbackSSHServer) throws -> Result
) async throws -> Result {
    try await onThread {
        let server = try LoopbackSSHServer(options)
        defer { server.stop() }
        return try body(server)
    }
}

/// Connects and expects a refusal; returns it.
func refusal(_ settings: SFTPSettings) throws -> TransportError {
    do {
        let session = try SFTPEndpoint(settings).connect()
        session.close()
    } catch {
        return error
    }
    throw ChildProcess.Failure(description: "the connection came about")
}

/// Connects, looks at the root, and closes.
func succeeds(_ settings: SFTPSettings) throws {
    let session = try SFTPEndpoint(settings).connect()
    defer { session.close() }
    try session.list(.root) { _ in true }
}

/// What `body` throws, as a `TransportError`.
func transportError(_ body: () throws -> Void) throws -> TransportError {
    do {
        try body()
    } catch let error as TransportError {
        return error
    }
    throw ChildProcess.Failure(description: "no error")
}
