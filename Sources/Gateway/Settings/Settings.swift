import Intake
import Logging

/// The settings of one deployment, read and checked.
package struct Settings: Sendable {
    package struct HTTP: Sendable {
        package var host = "127.0.0.1"
        package var port = 8080
        package var maximumBody = 64 << 20

        package init() {}
    }

    /// Checkpoints of the audit, exported while the daemon runs.
    package struct Audit: Sendable, Hashable {
        /// The file of the key that signs them.
        package var key: String
        /// The folder they are written to: one that the ledger's owner cannot write, or can only add to.
        package var checkpoints: String
        package var everyMinutes = 60

        package init(key: String, checkpoints: String) {
            self.key = key
            self.checkpoints = checkpoints
        }
    }

    package var data = "./crossdock-data"
    package var interfaces: String?
    package var http: HTTP?
    package var logLevel = Logger.Level.info
    package var freeSpaceFloor = 256 << 20
    package var shutdownSeconds = 30
    package var audit: Audit?
    package var drops: [Drop] = []

    package init() {}
}
