import Foundation
import Ledger

/// Says that a gateway is alive, in a way that even its sudden death takes back: it holds the lock on a
/// file in the data folder, which the kernel frees with the process. Whoever finds that lock free knows
/// that the leases under that name are nobody's, and need not wait until they run out.
///
/// Process ids would not do: they are used again, and containers have the same ones side by side.
package final class Presence: Sendable {
    /// What this gateway's leases are held under; never the same twice.
    package let name: String
    private let folder: String
    private let descriptor: Int32

    /// - Parameter folder: where all gateways of one ledger leave their files; made if missing. Files of
    ///   the dead are removed.
    /// - Throws: `ArchiveError` if the file cannot be made.
    package init(folder: String) throws {
        try PrivateFiles.makeFolder(folder)
        name = UUID().uuidString
        self.folder = folder
        descriptor = try Self.hold("\(folder)/\(name)")
        for other in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where isGone(other) {
            unlink("\(folder)/\(other)")
        }
    }

    deinit {
        unlink("\(folder)/\(name)")
        close(descriptor)
    }

    private static func hold(_ path: String) throws -> Int32 {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw ArchiveError(verb: "create", code: errno) }
            var status = stat()
            // Another gateway that starts just now may have taken the file for a dead one's.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0 { return descriptor }
            close(descriptor)
        }
    }

    /// Whether no process holds the lock of that name any more.
    package func isGone(_ other: String) -> Bool {
        guard other != name else { return false }
        let file = open("\(folder)/\(other)", O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return errno == ENOENT }
        defer { close(file) }
        return flock(file, LOCK_EX | LOCK_NB) == 0
    }
}
