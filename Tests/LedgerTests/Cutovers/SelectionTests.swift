import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// A plan is written with selectors; people agree to the cells that these mean.
@Suite struct SelectionTests {
    typealias Bench = CutoverBench

    private func proposed(_ locations: [String] = ["*"], domains: [String] = ["inventory", "revenue"]) throws -> CutoverBench {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan(domains: domains, locations: locations)))
        return bench
    }

    @Test func aProposalShowsWhatItWouldTake() throws {
        let bench = try proposed(["0115"])
        let view = try bench.ledger.cutover(Bench.plan)
        #expect(view.selection?.cells == ["sale/inventory/1000/0115", "sale/revenue/1000/0115"])
        #expect(view.selection?.locations == ["0115"])
        try bench.order(.approve(.shadow), by: "olga")
        #expect(try bench.order(.shadow).selection == nil)
        #expect(try bench.ledger.cutover(Bench.plan).cells.map(\.cell.name) == view.selection?.cells)
    }

    @Test func aSelectorThatMissesIsNamed() throws {
        let bench = try proposed(["0114", "0O15", "09*"])
        let reasons = try #require(try bench.refusal(.approve(.shadow), by: "olga")).reasons
        #expect(
            reasons.map { $0.hasPrefix("The location 0O15 fits no open cell") || $0.hasPrefix("The location 09* fits") } == [true, true])
        #expect(try bench.ledger.cutover(Bench.plan).missing == reasons)
        #expect(try bench.refusal(.shadow)?.reasons.suffix(2) == reasons[...])
        try bench.order(.plan(bench.plan(locations: ["0114", "01*5"])))
        #expect(try bench.refusal(.approve(.shadow), by: "olga") == nil)
        let domains = try proposed(domains: ["revenue", "cash"])
        #expect(try domains.refusal(.approve(.shadow), by: "olga")?.description.hasPrefix("The domain cash fits no open cell") == true)
    }

    /// A store that opens between the approval and the shadow was not agreed on.
    @Test func aStoreThatCameSinceTakesANewApproval() throws {
        let bench = try proposed()
        try bench.order(.approve(.shadow), by: "olga")
        #expect(try bench.ledger.cutover(Bench.plan).missing == ["Ready: crossdock cutover shadow pos."])
        try bench.say(Bench.legacy, 0, store: "0116")
        let refusal = try #require(try bench.refusal(.shadow))
        #expect(
            refusal.reasons.first
                == "The cells that fit have changed since olga approved (new: sale/inventory/1000/0116, sale/revenue/1000/0116): approve again."
        )
        #expect(try bench.ledger.cutover(Bench.plan).missing == refusal.reasons)
        #expect(try bench.ledger.cutover(Bench.plan).approvals == [])
        try bench.order(.approve(.shadow), by: "olga")
        try bench.order(.shadow)
        #expect(try bench.phases() == Array(repeating: .shadow, count: 6))
        try bench.check()
    }

    /// A store that another plan has given to another writer since is no longer meant.
    @Test func aStoreThatWentSinceTakesANewApproval() throws {
        let bench = try CutoverBench()
        try bench.armed(bench.plan(name: "other", locations: ["0115"]))
        try bench.both(5...5)
        try bench.order(.plan(bench.plan(boundary: 20)))
        try bench.order(.approve(.shadow), by: "olga")
        try bench.goLive(on: "other")
        #expect(try bench.refusal(.shadow)?.reasons.first?.contains("gone: sale/inventory/1000/0115, sale/revenue/1000/0115") == true)
        try bench.order(.approve(.shadow), by: "olga")
        try bench.order(.shadow)
        #expect(try bench.cell("0114").phase == .shadow)
        try bench.check()
    }
}
