import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// What a plan may cover, and how it may change.
@Suite struct PlanTests {
    typealias Bench = CutoverBench

    @Test func aCellIsInAtMostOneOpenPlan() throws {
        let bench = try CutoverBench()
        try bench.shadow(bench.plan(locations: ["0114"]))
        try bench.order(.plan(bench.plan(name: "both", locations: ["*"], to: Bench.third)))
        try bench.order(.approve(.shadow), by: "olga", on: "both")
        let refusal = try #require(try bench.refusal(.shadow, on: "both"))
        #expect(refusal.reasons.count == 2)
        #expect(refusal.reasons.first?.contains("is in the open plan pos") == true)
        #expect(try bench.cell("0115").phase == .legacy)
        try bench.order(.plan(bench.plan(name: "other", locations: ["0115"], to: Bench.third)))
        try bench.order(.approve(.shadow), by: "olga", on: "other")
        #expect(try bench.refusal(.shadow, on: "other") == nil)
        try bench.check()
    }

    @Test func aSelectorWithoutACell() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan(locations: ["02*"])))
        let nothing = ["No open cell fits the plan's selector."]
        #expect(try bench.refusal(.approve(.shadow), by: "olga")?.reasons == nothing)
        #expect(try bench.ledger.cutover(Bench.plan).missing == nothing)
        #expect(try bench.refusal(.shadow)?.reasons.last == nothing.last)
    }

    @Test func bothSidesMustBeInTheRegistry() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        var plan = bench.plan()
        plan.to.interfaces = ["unknown.sales@1.0.0", Bench.reference(Bench.third)]
        try bench.order(.plan(plan))
        try bench.order(.approve(.shadow), by: "olga")
        #expect(
            try bench.refusal(.shadow)?.reasons == [
                "The interface unknown.sales@1.0.0 is not in the registry.",
                "third-pos.sales@1.0.0 is written by third-pos, not by cloud-pos.",
            ])
    }

    @Test func whatTheShadowHasFixedStays() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        for plan in [bench.plan(domains: ["revenue"]), bench.plan(locations: ["0114"]), bench.plan(to: Bench.third)] {
            #expect(try bench.refusal(.plan(plan))?.cause == .state)
        }
        #expect(try bench.refusal(.plan(bench.plan(boundary: 9))) == nil)
    }

    /// A plan may be given up until a boundary is set; its cells are their owner's alone again, and free for another.
    @Test func aShadowCanBeGivenUp() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        try bench.say(Bench.cloud, 0, 1...1)
        try bench.order(.withdraw)
        #expect(try bench.phases() == Array(repeating: .legacy, count: 4))
        #expect(try bench.outcomes(bench.say(Bench.cloud, 0, 9...9)) == [.quarantined])
        #expect(try bench.refusal(.withdraw)?.cause == .state)
        try bench.propose(bench.plan(name: "again"))
        #expect(try bench.phases() == Array(repeating: .shadow, count: 4))
        try bench.check()
    }

    @Test func anArmedPlanCannotBeGivenUp() throws {
        let bench = try CutoverBench()
        try bench.armed()
        #expect(try bench.refusal(.withdraw)?.cause == .state)
    }

    @Test func aProposalCanBeWithdrawn() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan()))
        #expect(try bench.order(.withdraw).state == .withdrawn)
        #expect(try bench.refusal(.plan(bench.plan(boundary: 9)))?.cause == .state)
        #expect(try bench.refusal(.shadow)?.cause == .state || bench.refusal(.shadow)?.cause == .requirements)
    }

    /// A clock that ran ahead has let a date in; the boundary must lie after it.
    @Test func theBoundaryLiesAfterTheHighestDateAccepted() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        bench.open(6)
        try bench.say(Bench.legacy, 6, store: "0115")
        bench.open(4)
        try bench.order(.gates(.arm, locations: []))
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        let refusal = try #require(try bench.refusal(.arm))
        #expect(refusal.reasons.count == 2)
        #expect(refusal.reasons.allSatisfy { $0.contains("/0115: the boundary") && $0.contains("highest date already accepted") })
        #expect(try bench.cell("0114").phase == .shadow)
        try bench.order(.plan(bench.plan(boundary: 7)))
        try bench.arm()
        #expect(try bench.cell("0115").boundary == Bench.day(7))
    }

    @Test func aBoundaryIsNeededAndMustNotHaveBegun() throws {
        let bench = try CutoverBench()
        try bench.shadow(bench.plan(boundary: nil))
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        #expect(try bench.refusal(.arm)?.reasons == ["pos has no boundary: say one in the plan."])
        try bench.order(.plan(bench.plan(boundary: 4)))
        try bench.order(.gates(.arm, locations: []))
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        #expect(try bench.refusal(.arm)?.description.contains("must not have opened") == true)
    }

    /// One store is sealed and in the next plan while another store of the first plan is still live.
    @Test func aPlanLetsGoOfWhatItHasSealed() throws {
        let bench = try CutoverBench()
        try bench.live()
        bench.open(9)
        try bench.seal(locations: ["0114"])
        #expect(try bench.cell("0114").phase == .sealed)
        #expect(try bench.cell("0115").phase == .live)
        let gates = GateRules(days: 1, withinHours: nil)
        let next = bench.plan(boundary: 14, name: "next", locations: ["0114"], from: Bench.cloud, to: Bench.third, gates: gates)
        try bench.propose(next)
        for number in 9...12 {
            bench.open(number)
            for writer in [Bench.cloud, Bench.third] { try bench.say(writer, number) }
        }
        try bench.arm(on: "next")
        let first = try bench.ledger.cutover(Bench.plan)
        #expect(first.count(in: .sealed) == 2 && first.count(in: .live) == 2 && first.count(in: .armed) == 0)
        #expect(try bench.refusal(.abort(locations: []), by: "oskar")?.cause == .state)
        #expect(try bench.refusal(.rollback(locations: ["0114"], incident: "INC-1"), by: "oskar")?.cause == .request)
        bench.open(13)
        for writer in [Bench.cloud, Bench.third] { try bench.say(writer, 13) }
        try bench.goLive(at: 14, on: "next")
        #expect(try bench.cell("0114").phase == .live)
        #expect(try bench.cell("0114").owner == Bench.third)
        #expect(try bench.cell("0114").epochs.map(\.isSealed) == [true, false, false])
        try bench.check()
    }
}
