import Canonical
import Foundation
import Ledger
import Logging
import Synchronization

/// Does what time alone has made due, on a thread of its own, so that a boundary opens or is taken back and a
/// held record is released on time even where nothing comes in. What fails is logged and tried again.
package final class BoundaryKeeper: Sendable {
    private let ledger: Ledger
    private let logger: Logger
    private let wake = NSCondition()
    private let isStopped = Mutex(false)

    package init(ledger: Ledger, logger: Logger) {
        self.ledger = ledger
        self.logger = logger
    }

    /// Looks until `stop()` is called.
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

    package func look() {
        do {
            try ledger.catchUp()
        } catch {
            logger.error("what has become due could not be done", metadata: ["error": "\(error)"])
        }
    }

    /// Seconds between two looks.
    private static let pause = 1.0
}
