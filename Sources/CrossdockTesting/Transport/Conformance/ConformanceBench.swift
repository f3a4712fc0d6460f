import Foundation
import Transport

/// An endpoint under test together with the folder on this machine's disk that is its root.
package struct ConformanceBench: Sendable {
    package let endpoint: any Endpoint
    package let folderOnDisk: String
    /// The endpoint itself keeps links from leading out of its root. An SFTP server's root is the server's matter.
    package let isJailed: Bool
    /// The endpoint's account may read everything, so that permissions cannot be tested.
    package let isPrivileged: Bool

    package init(
        endpoint: any Endpoint, folderOnDisk: String, isJailed: Bool,
        isPrivileged: Bool = geteuid() == 0
    ) {
        self.endpoint = endpoint
        self.folderOnDisk = folderOnDisk
        self.isJailed = isJailed
        self.isPrivileged = isPrivileged
    }

    func path(_ text: String) throws -> RemotePath {
        var parts = text.split(separator: "/")
        let name = try RemoteName(String(parts.popLast() ?? ""))
        return try RemoteFolder(parts.joined(separator: "/")).file(name)
    }

    // MARK: behind the endpoint's back

    /// `path` is bytes, since not every name is a string.
    func onDisk<Result>(_ path: RemotePath, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let bytes = Array(folderOnDisk.utf8) + [UInt8(ascii: "/")] + path.bytes + [0]
        return bytes.withUnsafeBytes { buffer in
            body(buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self))
        }
    }

    /// Puts a file there, over an existing one too.
    func put(_ path: RemotePath, _ content: [UInt8], modified: Int? = nil) throws {
        let descriptor = onDisk(path) { open($0, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644) }
        try require(descriptor >= 0, "cannot put \(path): \(String(cString: strerror(errno)))")
        defer { close(descriptor) }
        var rest = content[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            try require(count > 0, "cannot write \(path)")
            rest = rest.dropFirst(count)
        }
        if let modified {
            futimens(
                descriptor,
                [timespec(tv_sec: modified, tv_nsec: 0), timespec(tv_sec: modified, tv_nsec: 0)])
        }
    }

    func put(_ path: String, _ content: String, modified: Int? = nil) throws {
        try put(try self.path(path), Array(content.utf8), modified: modified)
    }

    /// `nil` if it is not there.
    func content(_ path: RemotePath) -> [UInt8]? {
        let descriptor = onDisk(path) { open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return Array(FileHandle(fileDescriptor: descriptor).readDataToEndOfFile())
    }

    func content(_ path: String) throws -> String? {
        content(try self.path(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    func makeFolder(_ path: String) { mkdir(folderOnDisk + "/" + path, 0o755) }

    func link(_ path: String, to target: String) { symlink(target, folderOnDisk + "/" + path) }

    func makeFIFO(_ path: String) { mkfifo(folderOnDisk + "/" + path, 0o644) }

    /// The names on the disk, `.` and `..` left out.
    func namesOnDisk(_ folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folderOnDisk + "/" + folder).sorted()
    }

    // MARK: through the endpoint

    func withSession<Result>(_ body: (any EndpointSession) throws -> Result) throws -> Result {
        let session = try endpoint.connect()
        defer { session.close() }
        return try body(session)
    }

    /// Content that differs at every position from itself at any other 4096-aligned one.
    static func pattern(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 12 &+ $0 >> 20) }
    }
}

extension EndpointSession {
    func contents(_ path: RemotePath) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let count = try read(path) { bytes.append(contentsOf: $0) }
        try requireEqual(count, UInt64(bytes.count), "the count that read returns for \(path)")
        return bytes
    }

    func entries(_ folder: RemoteFolder = .root) throws -> [RemoteName: EndpointEntry] {
        var found: [RemoteName: EndpointEntry] = [:]
        try list(folder) { entry in
            try require(
                found.updateValue(entry, forKey: entry.name) == nil, "\(entry.name) is listed twice"
            )
            return true
        }
        return found
    }

    /// Uploads `content` in pieces of `piece` bytes.
    func upload(_ path: RemotePath, _ content: [UInt8], piece: Int = .max) throws -> UInt64 {
        var rest = content[...]
        return try write(path) { space in
            let next = rest.prefix(min(piece, space.count))
            space.copyBytes(from: next)
            rest = rest.dropFirst(next.count)
            return next.count
        }
    }
}
