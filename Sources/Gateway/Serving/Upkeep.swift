import Foundation
import Logging
import Synchronization

/// What a gateway does by itself, again and again, on a thread of its own: each duty looks whether something
/// is due. What fails is logged and tried again at the next look: it must not stop the drops.
package final class Upkeep: Sendable {
    package struct Duty: Sendable {
        let name: String
        let look: @Sendable () throws -> Void

        package init(_ name: String, _ look: @escaping @Sendable () throws -> Void) {
            self.name = name
            self.look = look
        }
    }

    private let duties: [Duty]
    private let logger: Logger
    private let wake = NSCondition()
    private let isStopped = Mutex(false)

    package init(_ duties: [Duty], logger: Logger) {
        self.duties = duties
        self.logger = logger
    }

    /// Looks until `stop()` is called. What is in hand is finished.
    package func run() {
        while !isOver {
            lookOnce()
            wake.lock()
            if !isOver { _ = wake.wait(until: Date(timeIntervalSinceNow: Self.pause)) }
            wake.unlock()
        }
    }

    package func lookOnce() {
        for duty in duties {
            do {
                try duty.look()
            } catch {
                logger.error("\(duty.name) failed and will be tried again", metadata: ["error": "\(error)"])
            }
        }
    }

    package func stop() {
        wake.lock()
        isStopped.withLock { $0 = true }
        wake.broadcast()
        wake.unlock()
    }

    private var isOver: Bool { isStopped.withLock { $0 } }

    /// Seconds between two looks.
    private static let pause = 2.0
}
