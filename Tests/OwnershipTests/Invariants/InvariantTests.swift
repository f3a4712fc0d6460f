import CrossdockTesting
import Foundation
import Testing

/// All invariants over random interleavings. `CROSSDOCK_INVARIANT_RUNS` says how many, and
/// `CROSSDOCK_INVARIANT_SEED` where the seeds begin: with one run, that failing run again.
@Suite struct InvariantTests {
    static let runs = number("CROSSDOCK_INVARIANT_RUNS") ?? 20_000
    static let seed = UInt64(number("CROSSDOCK_INVARIANT_SEED") ?? 1)

    /// Both shards together play all seeds; each keeps one core busy.
    @Test(arguments: [0, 1]) func allInvariantsHold(_ shard: Int) throws {
        var total = GuardTrial.Figures()
        var runs = 0
        let start = ContinuousClock.now
        for index in stride(from: shard, to: Self.runs, by: 2) {
            let trial = GuardTrial(seed: Self.seed &+ UInt64(index))
            do {
                let figures = try trial.play()
                total.steps += figures.steps
                total.compared += figures.compared
                total.incomparable += figures.incomparable
                total.balanced += figures.balanced
                total.transitions += figures.transitions
                runs += 1
            } catch let violation as Violation {
                let shrunk = trial.shrunk(violation)
                Issue.record("seed \(trial.seed), \(shrunk.length) steps: \(shrunk.violation)")
                return
            }
        }
        let seconds = (ContinuousClock.now - start).components.seconds
        print(
            "shard \(shard): \(runs) runs from seed \(Self.seed), \(total.steps) steps, \(total.transitions) transitions, "
                + "\(total.compared) facts compared in another order, \(total.incomparable) runs went another way, "
                + "\(total.balanced) facts balanced, \(seconds) s")
    }

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
