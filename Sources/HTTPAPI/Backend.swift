import Canonical
import Intake
import Ledger
import Logging
import Registry

/// What the routes stand on: the floors below, and threads to call them on.
struct Backend: Sendable {
    let pipeline: Pipeline
    let ledger: Ledger
    let shelf: PlanShelf
    let timekeeper: any Timekeeper
    let settings: APISettings
    let logger: Logger
    let metrics: MetricsRegistry
    /// For reads, which are short.
    let reads: BlockingPool
    /// For bodies held in memory: posted in moments.
    let postings: BlockingPool
    /// For bodies that went through a file: they may take minutes, and nothing else waits for them.
    let bulkPostings: BlockingPool
    let spool: SpoolFolder

    var library: Library { shelf.library }

    /// Reads from the ledger, off the event loop.
    func read<T: Sendable>(_ body: @escaping @Sendable (Ledger) throws -> T) async throws -> T {
        let ledger = ledger
        return try await reads.run { try body(ledger) }
    }
}
