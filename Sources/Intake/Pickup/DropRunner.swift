import Foundation
import Logging

/// Polls one drop for as long as it lives, on a thread of its own, since SFTP calls block.
package final class DropRunner: Sendable {
    private let poller: DropPoller
    private let wake = NSCondition()

    package init(_ poller: DropPoller) { self.poller = poller }

    /// Returns once `stop()` was called and the files in hand are done.
    package func run() {
        while !poller.isStopped {
            do {
                try poller.poll()
            } catch {
                poller.logger.error("the poll failed", metadata: ["error": "\(error)"])
            }
            wake.lock()
            if !poller.isStopped { _ = wake.wait(until: Date(timeIntervalSinceNow: poller.drop.interval)) }
            wake.unlock()
        }
    }

    package func stop() {
        wake.lock()
        poller.stop()
        wake.broadcast()
        wake.unlock()
    }
}
