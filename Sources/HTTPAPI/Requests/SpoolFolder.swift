import Canonical
import Foundation
import Ledger

/// Where long request bodies lie while they arrive. Names are made here, never taken from outside.
final class SpoolFolder: Sendable {
    let path: String

    /// Removes what an earlier run left behind: files a day old, since another process may be using
    /// the same folder.
    init(path: String, timekeeper: any Timekeeper) {
        self.path = path
        PrivateFiles.tighten(path)
        let yesterday = timekeeper.now().adding(seconds: -86_400)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            var status = stat()
            let file = "\(path)/\(name)"
            guard lstat(file, &status) == 0, Int64(status.st_mtim.tv_sec) * 1000 < yesterday.milliseconds
            else { continue }
            unlink(file)
        }
    }

    /// Blocks, as all of the file's calls do.
    func makeFile() throws -> SpooledFile {
        try PrivateFiles.makeFolder(path)
        return try SpooledFile(path: "\(path)/\(UUID().uuidString)")
    }
}
