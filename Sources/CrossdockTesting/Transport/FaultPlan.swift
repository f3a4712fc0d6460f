import Synchronization
import Transport

/// Says which call to an endpoint fails, and how. Shared by all sessions of a `FaultInjectingEndpoint`.
package final class FaultPlan: Sendable {
    package enum Fault: Sendable {
        /// Throws; the call never reaches the endpoint.
        case fail(TransportError)
        /// The act is carried out, then its reply is lost.
        case failAfterwards(TransportError)
        /// Throws after so many bytes of a read or a write, or entries of a list.
        case failDuring(after: UInt64, TransportError)
        /// A read ends cleanly after so many bytes, as with a server that truncates.
        case truncate(after: UInt64)
        /// Runs before the call is carried out: a place to wait, or to change the folder in between.
        case stall(@Sendable () -> Void)
    }

    private struct Rule {
        let verb: TransportError.Verb?
        let call: Int
        let fault: Fault
    }

    private struct State {
        var rules: [Rule] = []
        var counts: [TransportError.Verb: Int] = [:]
        var total = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// The `call`-th (from 1) call of `verb` since the plan was made meets `fault`; with `nil`, the
    /// `call`-th of all calls, for a sweep over every point at which something can break.
    package func inject(_ fault: Fault, into verb: TransportError.Verb?, call: Int = 1) {
        state.withLock { $0.rules.append(Rule(verb: verb, call: call, fault: fault)) }
    }

    /// Calls so far of one verb; of all verbs together with `nil`. A `close` counts too.
    package func calls(of verb: TransportError.Verb? = nil) -> Int {
        state.withLock { state in verb.map { state.counts[$0, default: 0] } ?? state.total }
    }

    /// Counts a call and returns what it meets.
    func next(_ verb: TransportError.Verb) -> [Fault] {
        state.withLock { state in
            state.total += 1
            state.counts[verb, default: 0] += 1
            let ofVerb = state.counts[verb, default: 0]
            return state.rules.compactMap { rule in
                let count = rule.verb == nil ? state.total : ofVerb
                let isMeant = (rule.verb == nil || rule.verb == verb) && rule.call == count
                return isMeant ? rule.fault : nil
            }
        }
    }
}
