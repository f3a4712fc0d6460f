import Canonical
import Foundation
import Intake
import Synchronization

/// One line on standard error that shows how far a long transfer is; silent where nobody watches.
final class ProgressLine: Sendable {
    private let lastShown = Mutex(0.0)
    private let isWatched = Console.isWatched

    func show(_ progress: TransferProgress) {
        guard isWatched, progress.size > 4 << 20 else { return }
        let now = ProcessInfo.processInfo.systemUptime
        let isDue = lastShown.withLock { last in
            guard now - last > 0.1 || progress.bytes == progress.size else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let percent = progress.size > 0 ? progress.bytes * 100 / progress.size : 100
        FileHandle.standardError.write(
            Data("\r\(progress.step.rawValue)  \(percent) %  \(progress.bytes >> 20) of \(progress.size >> 20) MB   ".utf8))
    }

    func end() {
        guard isWatched, lastShown.withLock({ $0 }) > 0 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
