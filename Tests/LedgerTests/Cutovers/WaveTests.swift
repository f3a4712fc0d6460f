import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// Stores that move one after the other, under one plan.
@Suite struct WaveTests {
    typealias Bench = CutoverBench

    private func twoWaves() throws -> CutoverBench {
        let bench = try CutoverBench()
        try bench.shadow()
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.arm(locations: ["0114"])
        try bench.arm(locations: ["0115"])
        return bench
    }

    /// What was agreed on a cell is void once it has moved, whatever became of the others.
    @Test func anAbortedWaveTakesNewApprovals() throws {
        let bench = try twoWaves()
        try bench.order(.abort(locations: ["0114"]), by: "oskar")
        #expect(try bench.refusal(.arm)?.description.contains("has moved since its gates were evaluated") == true)
        #expect(try bench.refusal(.approve(.arm), by: "olga")?.cause == .requirements)
        try bench.order(.gates(.arm, locations: ["0114"]))
        #expect(try bench.refusal(.arm)?.reasons == ["2 approvals needed for arm, given by nobody."])
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        #expect(try bench.refusal(.arm) == nil)
        #expect(try bench.phases() == Array(repeating: .armed, count: 4))
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.phases() == Array(repeating: .live, count: 4))
        try bench.check()
    }

    @Test func anAbortLeavesTheOtherWaveItsApprovals() throws {
        let bench = try twoWaves()
        try bench.order(.abort(locations: ["0114"]), by: "oskar")
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.cell("0114").phase == .shadow)
        #expect(try bench.cell("0115").phase == .live)
        try bench.check()
    }

    /// Whoever has approved the other wave has not approved this one.
    @Test func everyWaveNeedsItsOwnApproversToTheEnd() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.arm(locations: ["0114"])
        try bench.order(.gates(.arm, locations: ["0115"]))
        try bench.order(.approve(.arm), by: "rolf")
        try bench.order(.approve(.arm), by: "otto")
        try bench.order(.arm)
        try bench.ledger.revokeUser("rolf", by: bench.admin)
        #expect(try bench.ledger.cutover(Bench.plan).missing.first?.hasPrefix("It aborts by itself") == true)
        try bench.both(5...5)
        try bench.goLive()
        #expect(try Set(bench.phases()) == [.shadow])
        try bench.check()
    }

    /// A wave that is armed after the vote takes a vote of its own.
    @Test(arguments: [false, true]) func aGoIsForWhatWasArmedThen(_ votesAgain: Bool) throws {
        let bench = try CutoverBench()
        try bench.shadow()
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...5)
        try bench.arm(locations: ["0114"])
        bench.open(6, minutes: -120)
        try bench.order(.go, by: "olga")
        try bench.arm(locations: ["0115"])
        #expect(try bench.ledger.cutover(Bench.plan).missing.first?.contains("must vote go") == true)
        if votesAgain { try bench.order(.go, by: "olga") }
        bench.open(6)
        try bench.ledger.catchUp()
        #expect(try Set(bench.phases()) == [votesAgain ? .live : .shadow])
        try bench.check()
    }

    /// The gates that were passed before the boundary are no reason to call the next attempt ready.
    @Test func theBoardAsksForNewGates() throws {
        let bench = try twoWaves()
        try bench.order(.abort(locations: []), by: "oskar")
        #expect(
            try bench.ledger.cutover(Bench.plan).missing == ["The gates of arm must be evaluated: crossdock cutover gates pos --act arm."])
    }
}
