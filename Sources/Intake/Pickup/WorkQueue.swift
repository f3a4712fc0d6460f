import Foundation
import Ledger
import Synchronization

/// The files of one poll, shared by its workers.
final class WorkQueue: Sendable {
    private struct State {
        var pending: ArraySlice<Pickup>
        var report = PollReport()
        var failure: (any Error)?
    }

    private let state: Mutex<State>

    init(_ work: [Pickup]) { state = Mutex(State(pending: work[...])) }

    /// The next file; `nil` when there is none, or when the ledger itself failed.
    func next() -> Pickup? { state.withLock { $0.failure == nil ? $0.pending.popFirst() : nil } }

    func count(_ change: (inout PollReport) -> Void) { state.withLock { change(&$0.report) } }

    /// The ledger failed: nobody goes on.
    func fail(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }

    var report: PollReport { state.withLock { $0.report } }
    var failure: (any Error)? { state.withLock { $0.failure } }
}
