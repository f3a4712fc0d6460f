import Canonical
import Foundation

/// The names of one open folder, one after another, each with its size and time.
final class FolderListing {
    private let folder: Descriptor
    private let stream: OpaquePointer

    init(_ folder: Descriptor) throws(SystemCall.Failure) {
        let readable = try SystemCall.retry {
            Foundation.openat(folder.raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = fdopendir(readable) else {
            let code = errno
            close(readable)
            throw SystemCall.Failure(code: code)
        }
        self.folder = folder
        self.stream = stream
    }

    deinit { closedir(stream) }

    /// `nil` at the end. Names that vanish before they can be looked at are left out.
    func next() throws(SystemCall.Failure) -> EndpointEntry? {
        while true {
            errno = 0
            guard let found = readdir(stream) else {
                let code = errno
                if code != 0 { throw SystemCall.Failure(code: code) }
                return nil
            }
            let bytes = withUnsafeBytes(of: &found.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            // `.` and `..` are the only names a kernel gives that are not valid here.
            guard let name = try? RemoteName(bytes: bytes) else { continue }
            do {
                return EndpointEntry(name: name, status: try SystemCall.fstatat(folder, bytes))
            } catch  where error.code == ENOENT {
                continue
            }
        }
    }
}
