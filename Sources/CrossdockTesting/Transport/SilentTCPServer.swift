import Foundation

/// Listens on a loopback port, lets connections come about (in the kernel's backlog) and never says a word.
package final class SilentTCPServer: Sendable {
    package let host = "127.0.0.1"
    package let port: UInt16
    private let descriptor: Int32

    package init() throws {
        descriptor = try LoopbackSSHServer.loopbackSocket()
        port = try LoopbackSSHServer.port(of: descriptor)
        listen(descriptor, 16)
    }

    deinit { close(descriptor) }
}
