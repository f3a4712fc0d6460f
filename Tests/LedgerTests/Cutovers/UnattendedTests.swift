import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// A ledger that is opened beside, while the registry cannot be read: people may step back, and nothing happens by itself.
@Suite struct UnattendedTests {
    private func beside(_ bench: CutoverBench) throws -> Ledger {
        try Ledger(folder: bench.ledger.folder, timekeeper: bench.clock, charter: .forTests, actsByItself: false)
    }

    @Test func aBoundaryThatOpensIsLeftToWhoCanReadTheRegistry() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.vote()
        bench.open(6)
        let beside = try beside(bench)
        try beside.catchUp()
        #expect(try Set(bench.phases()) == [.armed])
        try bench.ledger.catchUp()
        #expect(try Set(bench.phases()) == [.live])
        try bench.check()
    }

    @Test func abortAndRollbackAreTaken() throws {
        let bench = try CutoverBench()
        try bench.armed()
        _ = try beside(bench).order(.abort(locations: ["0115"]), on: CutoverBench.plan, ActRequest(by: "oskar"))
        #expect(try bench.cell("0115").phase == .shadow)
        #expect(try bench.cell("0114").phase == .armed)
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.cell("0114").phase == .live)
        _ = try beside(bench).order(.rollback(locations: [], incident: "INC-1"), on: CutoverBench.plan, ActRequest(by: "oskar"))
        #expect(try bench.cell("0114").phase == .shadow)
        _ = try beside(bench).order(.confirm, on: CutoverBench.plan, ActRequest(by: "orla"))
        try bench.check()
    }
}
