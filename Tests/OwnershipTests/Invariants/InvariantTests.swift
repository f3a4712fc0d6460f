import CrossdockTesting
import Foundation
import Testing

/// All invariants over random interleavings. `CROSSDOCK_INVARIANT_RUNS` says how many, and
/// `CROSSDOCK_INVARIANT_SEED` where the seeds begin: with one run, that failing run again.
/// `CROSSDOCK_INVARIANT_TRACE` prints the steps of a failing run, as few as still fail.
@Suite struct InvariantTests {
    static let runs = number("CROSSDOCK_INVARIANT_RUNS") ?? 20_000
    static let seed = UInt64(number("CROSSDOCK_INVARIANT_SEED") ?? 1)
    /// So many failing seeds are told before a shard gives up.
    static let mostTold = number("CROSSDOCK_INVARIANT_TOLD") ?? 1

    /// Both shards together play all seeds; each keeps one core busy.
    @Test(arguments: [0, 1]) func allInvariantsHold(_ shard: Int) throws {
        var total = TrialFigures()
        var runs = 0
        var failed = 0
        let start = ContinuousClock.now
        for index in stride(from: shard, to: Self.runs, by: 2) where failed < Self.mostTold {
            let trial = GuardTrial(seed: Self.seed &+ UInt64(index))
            do {
                total += try trial.play()
                runs += 1
            } catch let violation as Violation {
                let shrunk = trial.shrunk(violation)
                Issue.record("seed \(trial.seed), \(shrunk.length) steps: \(shrunk.violation)")
                failed += 1
                if Self.number("CROSSDOCK_INVARIANT_TRACE") != nil { trial.trace(shrunk.length).forEach { print($0) } }
            }
        }
        let seconds = (ContinuousClock.now - start).components.seconds
        print("shard \(shard): \(runs) runs passed, \(failed) failed, from seed \(Self.seed); \(total); \(seconds) s")
    }

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
