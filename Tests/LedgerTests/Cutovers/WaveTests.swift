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

    /// The gates that were passed before the boundary are no reason to call the next attempt ready.
    @Test func theBoardAsksForNewGates() throws {
        let bench = try twoWaves()
        try bench.order(.abort(locations: []), by: "oskar")
        #expect(
            try bench.ledger.cutover(Bench.plan).missing == ["The gates of arm must be evaluated: crossdock cutover gates pos --act arm."])
    }
}
