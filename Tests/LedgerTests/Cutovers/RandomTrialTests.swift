import Foundation
import Testing

/// The guard's invariants on the ledger itself, over random interleavings of postings, orders, clocks, kills and faults.
///
/// `CROSSDOCK_TRIAL_RUNS` says how many runs, each from a seed of its own. `CROSSDOCK_TRIAL_SEED` plays the run of one seed
/// again, which a failure names, and prints its steps.
@Suite struct RandomTrialTests {
    static let runs = number("CROSSDOCK_TRIAL_RUNS") ?? 40
    static let seed = number("CROSSDOCK_TRIAL_SEED").map(UInt64.init)

    /// Each shard keeps one core busy; a failing one ends.
    @Test(arguments: [0, 1]) func theInvariantsHoldInTheLedger(_ shard: Int) throws {
        let seeds = Self.seed.map { shard == 0 ? [$0] : [] } ?? stride(from: shard + 1, through: Self.runs, by: 2).map(UInt64.init)
        var totals = TrialTotals()
        let start = ContinuousClock.now
        for seed in seeds {
            let trial = try RandomTrial(seed: seed)
            do {
                try trial.play()
            } catch {
                let latest = trial.trace.suffix(Self.seed == nil ? 12 : trial.trace.count).joined(separator: "\n")
                Issue.record("CROSSDOCK_TRIAL_SEED=\(seed), step \(trial.trace.count): \(error)\n\(latest)")
                return
            }
            if Self.seed != nil { trial.trace.forEach { print($0) } }
            totals += try trial.totals()
        }
        print("shard \(shard): \(seeds.count) runs; \(totals); \((ContinuousClock.now - start).components.seconds) s")
        guard seeds.count >= 15 else { return }
        // Runs in which little happens prove little.
        #expect(totals.reachedLive * 5 >= seeds.count * 2, "\(totals)")
        #expect(totals.reachedRollback * 10 >= seeds.count, "\(totals)")
        #expect(totals.reachedSeal * 10 >= seeds.count, "\(totals)")
        #expect(totals.aborts * 5 >= seeds.count, "\(totals)")
        #expect(totals.faults >= seeds.count && totals.kills >= seeds.count && totals.resumed > 0, "\(totals)")
        #expect(totals.refusals >= seeds.count, "\(totals)")
    }

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
