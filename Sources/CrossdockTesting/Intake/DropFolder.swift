import Foundation

/// A drop's folder as its sender sees it, on this machine's disk. Names are bytes, as Swift strings
/// cannot say all of them.
package struct DropFolder: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
        mkdir(path, 0o755)
    }

    package func folder(_ name: String) -> DropFolder { DropFolder(path + "/" + name) }

    /// Writes the whole file anew, or at its end.
    /// - Parameter modified: the time a sender's client set, in seconds since 1970; now where `nil`.
    package func put(_ name: String, _ bytes: [UInt8], append: Bool = false, modified: Int? = nil) throws {
        try put(Array(name.utf8), bytes, append: append, modified: modified)
    }

    package func put(_ name: [UInt8], _ bytes: [UInt8], append: Bool = false, modified: Int? = nil) throws {
        let descriptor = open(full(name), O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC), 0o644)
        guard descriptor >= 0 else { throw failure("open") }
        defer { close(descriptor) }
        let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw failure("write") }
        if let modified {
            let times = [timespec(tv_sec: modified, tv_nsec: 0), timespec(tv_sec: modified, tv_nsec: 0)]
            guard futimens(descriptor, times) == 0 else { throw failure("set the time") }
        }
    }

    package func rename(_ old: String, to new: String) throws {
        guard Foundation.rename(full(Array(old.utf8)), full(Array(new.utf8))) == 0 else { throw failure("rename") }
    }

    package func remove(_ name: String) throws {
        guard unlink(full(Array(name.utf8))) == 0 else { throw failure("remove") }
    }

    package func read(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: path + "/" + name).map { Array($0) } }

    /// The plain files in it, sorted by their bytes.
    package var names: [[UInt8]] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var found: [[UInt8]] = []
        while let entry = readdir(stream) {
            guard Int32(entry.pointee.d_type) == Int32(DT_REG) else { continue }
            found.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) })
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The same where all of them are UTF-8.
    package var texts: [String] { names.map { String(decoding: $0, as: UTF8.self) } }

    private func full(_ name: [UInt8]) -> [CChar] { (Array((path + "/").utf8) + name + [0]).map { CChar(bitPattern: $0) } }

    private func failure(_ verb: String) -> ChildProcess.Failure {
        ChildProcess.Failure(description: "cannot \(verb) in \(path): \(String(cString: strerror(errno)))")
    }
}
