import Foundation

/// Keeps what a gateway stores to its owner: folders 0700, files 0600, whatever the umask is, also where an earlier
/// release has made them.
package enum PrivateFiles {
    /// Makes a folder, with those above it that are missing. One that is there loses what others may do with it.
    ///
    /// - Returns: whether it was not there before.
    /// - Throws: `POSIXError`.
    @discardableResult
    package static func makeFolder(_ path: String) throws -> Bool {
        var code = made(path)
        if code == ENOENT {
            let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
            try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
            code = made(path)
        }
        switch code {
        case 0:
            // A umask may have taken away what the owner needs.
            chmod(path, 0o700)
            return true
        case EEXIST:
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw POSIXError(.ENOTDIR) }
            tighten(path)
            return false
        default: throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
        }
    }

    /// 0, or why not.
    private static func made(_ folder: String) -> Int32 { mkdir(folder, 0o700) == 0 ? 0 : errno }

    /// Makes an empty file that only its owner reads.
    ///
    /// It is never opened: closing a file lets go of every lock that the process holds on it, SQLite's included.
    ///
    /// - Throws: `POSIXError`; with the code `EEXIST` where something of that name is there.
    package static func makeFile(_ path: String) throws {
        guard mknod(path, S_IFREG | 0o600, 0) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        chmod(path, 0o600)
    }

    /// Takes away what others may do with a file or a folder. What cannot be changed is left, see `open(in:)`.
    package static func tighten(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, isOpen(status), !isShared(status) else { return }
        chmod(path, status.st_mode & 0o7700)
    }

    /// Tightens a folder that this program alone writes to, and all that it holds: that first, so that nothing is left to do
    /// below a folder that is tight already.
    package static func tightenTree(_ folder: String) {
        var status = stat()
        guard stat(folder, &status) == 0, isOpen(status) else { return }
        for path in loose(below: folder) { chmod(path.name, path.mode & 0o7700) }
        tighten(folder)
    }

    /// What of a data folder others could read, write or look into: first the folder itself.
    ///
    /// - Parameter names: what the program keeps there.
    package static func open(in folder: String, names: [String]) -> [String] {
        var found: [String] = []
        for path in [folder] + names.map({ "\(folder)/\($0)" }) {
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if isOpen(status) { found.append(path) }
            if path != folder, status.st_mode & S_IFMT == S_IFDIR { found += loose(below: path).map(\.name) }
        }
        return found
    }

    /// Files and folders below one, at any depth, that others may do anything with; folders after what they hold. Links
    /// are not followed.
    private static func loose(below folder: String) -> [(name: String, mode: mode_t)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().flatMap { name -> [(name: String, mode: mode_t)] in
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { return [] }
            let inner = status.st_mode & S_IFMT == S_IFDIR ? loose(below: path) : []
            return inner + (isOpen(status) ? [(path, status.st_mode)] : [])
        }
    }

    private static func isOpen(_ status: stat) -> Bool { status.st_mode & 0o077 != 0 }

    /// A folder with the sticky bit, such as /tmp, which others need as it is.
    private static func isShared(_ status: stat) -> Bool { status.st_mode & 0o1000 != 0 }
}
