import Canonical
import Ledger
import Synchronization

/// The lease on a pickup in hand, prolonged while the work goes on, so that a file may take longer than
/// one lease lasts.
final class Lease: Sendable {
    /// How long nothing may be heard of a worker before another gateway may take the file over.
    static let duration: Int64 = 15 * 60

    let step: PickupStep
    private let ledger: Ledger
    private let timekeeper: any Timekeeper
    private let renewedAt: Mutex<Instant>

    init(_ step: PickupStep, _ ledger: Ledger, _ timekeeper: any Timekeeper) {
        self.step = step
        self.ledger = ledger
        self.timekeeper = timekeeper
        renewedAt = Mutex(timekeeper.now())
    }

    /// To be called often; does something only when a third of the lease has gone by.
    /// - Throws: `LedgerError.fenced` if somebody else has taken the file over.
    func keep() throws {
        let now = timekeeper.now()
        let isDue = renewedAt.withLock { last in
            guard now < last || now.seconds(since: last) >= Self.duration / 3 else { return false }
            last = now
            return true
        }
        if isDue { try ledger.renew(step, until: now.adding(seconds: Self.duration)) }
    }
}
