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

    package var data = "./crossdock-data"
    package var interfaces: String?
    package var http: HTTP?
    package var logLevel = Logger.Level.info
    package var freeSpaceFloor = 256 << 20
    package var shutdownSeconds = 30
    package var drops: [Drop] = []

    package init() {}
}
