import Canonical
import Ledger
import Logging

/// Exports a checkpoint of the audit whenever one is due.
package struct CheckpointKeeper: Sendable {
    private let ledger: Ledger
    private let settings: Settings.Audit
    private let timekeeper: any Timekeeper
    private let logger: Logger

    package init(ledger: Ledger, settings: Settings.Audit, timekeeper: any Timekeeper, logger: Logger) {
        self.ledger = ledger
        self.settings = settings
        self.timekeeper = timekeeper
        self.logger = logger
    }

    /// Exports one if it is due: there is none yet, or the last is older than was set. The ledger
    /// remembers the last one, so a restart is no reason for another.
    package func look() throws {
        guard try isDue() else { return }
        let made = try ledger.exportCheckpoint(
            signedBy: CheckpointKey(file: settings.key), to: settings.checkpoints + "/", by: "gateway")
        logger.info(
            "a checkpoint of the audit was exported",
            metadata: ["rows": "\(made.signed.checkpoint.count)", "file": "\(made.file ?? "-")"])
    }

    /// A clock that ran backwards past the last one makes it due.
    private func isDue() throws -> Bool {
        guard let last = try ledger.latestCheckpoint() else { return true }
        let now = timekeeper.now()
        return now < last.at || last.at.adding(seconds: Int64(settings.everyMinutes) * 60) <= now
    }
}
