import Foundation

/// Writes small files that must never be half there and never replace another.
enum NewFile {
    /// Durable when it returns: the file and its folder are on disk. The content is written under
    /// another name and linked into place, which fails where the name is taken.
    ///
    /// - Throws: `CheckpointError.exists`, `.cannotWrite`.
    static func write(_ bytes: [UInt8], to file: String, mode: mode_t) throws {
        let url = URL(fileURLWithPath: file)
        let folder = url.deletingLastPathComponent().path
        let temporary = "\(folder)/.\(url.lastPathComponent).\(UUID().uuidString.lowercased())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw CheckpointError.cannotWrite(file, code: errno) }
        defer {
            close(descriptor)
            unlink(temporary)
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw CheckpointError.cannotWrite(file, code: errno) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw CheckpointError.cannotWrite(file, code: errno) }
        guard link(temporary, url.path) == 0 else {
            throw errno == EEXIST ? CheckpointError.exists(file) : .cannotWrite(file, code: errno)
        }
        let opened = open(folder, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw CheckpointError.cannotWrite(file, code: errno) }
        defer { close(opened) }
        // Some network file systems have no fsync for folders.
        guard fsync(opened) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw CheckpointError.cannotWrite(file, code: errno)
        }
    }
}
