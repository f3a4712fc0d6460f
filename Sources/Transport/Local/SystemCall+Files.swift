import Foundation

extension SystemCall {
    /// Opens a plain file for reading, and nothing else: a link, folder, FIFO or device is refused
    /// without following it or waiting for a peer.
    static func openPlainFile(
        _ folder: Descriptor, _ name: [UInt8]
    ) throws(Failure) -> (file: Descriptor, status: stat) {
        let file = try openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        let status = try fstat(file)
        // EISDIR stands for "not a plain file" here; see `TransportError.kind(errno:)`.
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EISDIR) }
        return (file, status)
    }

    /// Puts the names of a folder on the disk. A folder that may be written but not read cannot be
    /// opened for it; its names are then as durable as the file system makes them.
    static func syncFolder(_ folder: Descriptor) throws(Failure) {
        let readable: Descriptor
        do {
            readable = try openat(folder, Array(".".utf8), O_RDONLY | O_DIRECTORY)
        } catch  where error.code == EACCES {
            return
        }
        do {
            try fsync(readable)
        } catch  where error.code == EINVAL {
            // Some network file systems have no fsync for folders.
        }
    }
}
