import Canonical
import Foundation
import Ledger
import Logging
import Synchronization

/// Exports a checkpoint of the audit whenever one is due, on a thread of its own. What fails is logged
/// and tried again at the next look: a full disk must not stop the drops.
package final class CheckpointKeeper: Sendable {
    private let ledger: Ledger
    private let settings: Settings.Audit
    private let timekeeper: any Timekeeper
    private let logger: Logger
    private let wake = NSCondition()
    private let isStopped = Mutex(false)

    package init(ledger: Ledger, settings: Settings.Audit, timekeeper: any Timekeeper, logger: Logger) {
        self.ledger = ledger
        self.settings = settings
        self.timekeeper = timekeeper
        self.logger = logger
    }

    /// Looks until `stop()` is called. An export in hand is finished.
    package func run() {
        while !isOver {
            look()
            wake.lock()
            if !isOver { _ = wake.wait(until: Date(timeIntervalSinceNow: Self.pause)) }
            wake.unlock()
        }
    }

    package func stop() {
        wake.lock()
        isStopped.withLock { $0 = true }
        wake.broadcast()
        wake.unlock()
    }

    private var isOver: Bool { isStopped.withLock { $0 } }

    /// Exports one if it is due: there is none yet, or the last is older than was set. The ledger
    /// remembers the last one, so a restart is no reason for another.
    package func look() {
        do {
            guard try isDue() else { return }
            let made = try ledger.exportCheckpoint(
                signedBy: CheckpointKey(file: settings.key), to: settings.checkpoints + "/", by: "gateway")
            logger.info(
                "a checkpoint of the audit was exported",
                metadata: ["rows": "\(made.signed.checkpoint.count)", "file": "\(made.file ?? "-")"])
        } catch {
            logger.error("no checkpoint of the audit could be exported", metadata: ["error": "\(error)"])
        }
    }

    /// A clock that ran backwards past the last one makes it due.
    private func isDue() throws -> Bool {
        guard let last = try ledger.latestCheckpoint() else { return true }
        let now = timekeeper.now()
        return now < last.at || last.at.adding(seconds: Int64(settings.everyMinutes) * 60) <= now
    }

    /// Seconds between two looks.
    private static let pause = 20.0
}
