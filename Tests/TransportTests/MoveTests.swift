import CrossdockTesting
import Foundation
import Testing
import Transport

/// Source and archive on different file systems. Needs a second one: `/dev/shm` on Linux.
struct MoveTests {
    static let second = "/dev/shm"
    static var hasSecond: Bool {
        var here = stat()
        var there = stat()
        return stat(NSTemporaryDirectory(), &here) == 0 && stat(second, &there) == 0
            && here.st_dev != there.st_dev && access(second, W_OK) == 0
    }

    /// Runs with a folder on each file system, given as folders below `/`.
    private static func check(_ endpoint: any Endpoint, _ source: String, _ target: String) throws {
        let session = try endpoint.connect()
        defer { session.close() }
        let from = try RemoteFolder(String(source.dropFirst()))
        let to = try RemoteFolder(String(target.dropFirst()))
        let content = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 10) })
        let old = Data("evidence".utf8)
        try content.write(to: URL(fileURLWithPath: source + "/a"))
        try old.write(to: URL(fileURLWithPath: target + "/there"))
        let name = try RemoteName("a")

        #expect(
            try transportError {
                try session.rename(from.file(name), to: to.file(try RemoteName("there")))
            }.kind == .alreadyExists)
        #expect(try Data(contentsOf: URL(fileURLWithPath: target + "/there")) == old)
        #expect(try FileManager.default.contentsOfDirectory(atPath: target) == ["there"])

        try session.rename(from.file(name), to: to.file(name))
        #expect(try Data(contentsOf: URL(fileURLWithPath: target + "/a")) == content)
        #expect(try FileManager.default.contentsOfDirectory(atPath: source) == [])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: target).sorted() == ["a", "there"])
    }

    private static func withFolders(_ body: (String, String) throws -> Void) throws {
        let source = try TemporaryFolder()
        let target = second + "/" + URL(fileURLWithPath: source.path).lastPathComponent
        mkdir(target, 0o755)
        defer { try? FileManager.default.removeItem(atPath: target) }
        try body(URL(fileURLWithPath: source.path).resolvingSymlinksInPath().path, target)
    }

    @Test(.enabled(if: hasSecond, "there is no second file system"))
    func localFolder() async throws {
        try await onThread {
            try Self.withFolders { try Self.check(LocalFolder(root: "/"), $0, $1) }
        }
    }

    @Test(.enabled(if: hasSecond, "there is no second file system"))
    func sftp() async throws {
        try await withServer { server in
            var settings = try server.settings()
            settings.root = "/"
            let endpoint = SFTPEndpoint(settings)
            try Self.withFolders { try Self.check(endpoint, $0, $1) }
        }
    }
}
