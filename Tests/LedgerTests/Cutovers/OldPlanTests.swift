import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// What a plan that is no longer open may still do, and what its board says of cells that others move.
@Suite struct OldPlanTests {
    typealias Bench = CutoverBench

    private func moves(_ bench: CutoverBench) -> [CutoverOrder] {
        [
            .shadow, .gates(.arm, locations: []), .approve(.arm), .approve(.seal), .arm, .go, .abort(locations: []),
            .abort(locations: ["0114"]), .rollback(locations: [], incident: "INC-1"), .confirm, .seal, .withdraw,
            .requestExemption(entity: "1000", location: "0114", date: Bench.day(1), key: "x", reason: "y", until: Bench.day(9)),
        ]
    }

    @Test func aWithdrawnPlanMovesNothingOfTheNext() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        try bench.order(.withdraw)
        try bench.propose(bench.plan(name: "second"))
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.arm(on: "second")
        for order in moves(bench) {
            // Olga owns the domains, and has not written the plan.
            let refusal = try #require(try bench.refusal(order, by: "olga"), "\(order)")
            #expect(refusal.cause == .state, "\(order)")
            #expect(refusal.description.contains("withdrawn") || order == .confirm, "\(order)")
        }
        let old = try bench.ledger.cutover(Bench.plan)
        #expect(old.cells.map(\.phase) == [nil, nil, nil, nil])
        #expect(old.facts + old.held == 0)
        #expect(old.missing == [])
        #expect(try bench.ledger.cutover("second").count(in: .armed) == 4)
        try bench.both(5...5)
        try bench.goLive(on: "second")
        #expect(try bench.phases() == Array(repeating: .live, count: 4))
        try bench.check()
    }

    @Test func aClosedPlanMovesNothingOfTheNext() throws {
        let bench = try CutoverBench()
        try bench.sealed()
        try bench.propose(bench.plan(boundary: 20, name: "next", from: Bench.cloud, to: Bench.third))
        for order in moves(bench) {
            let refusal = try #require(try bench.refusal(order, by: "olga"), "\(order)")
            #expect(refusal.cause == .state, "\(order)")
            #expect(refusal.description.contains("closed") || order == .confirm, "\(order)")
        }
        let old = try bench.ledger.cutover(Bench.plan)
        #expect(old.count(in: .sealed) == 4)
        #expect(old.facts == 0)
        #expect(try bench.ledger.cutover("next").count(in: .shadow) == 4)
        try bench.check()
    }

    @Test func aProposalMovesNothing() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan()))
        for order in [CutoverOrder.abort(locations: []), .arm, .seal, .approve(.arm)] {
            #expect(try bench.refusal(order, by: "olga")?.description.contains("pos is proposed") == true, "\(order)")
        }
    }

    /// Giving a plan up does not do away with what nobody has looked at.
    @Test func anUnconfirmedRollbackOutlivesItsPlan() throws {
        let bench = try CutoverBench()
        try bench.live()
        try bench.both(6...7)
        try bench.order(.rollback(locations: [], incident: "INC-1"), by: "oskar")
        try bench.order(.withdraw)
        try bench.propose(bench.plan(boundary: 14, name: "second"))
        try bench.both(8...11)
        let gate = try bench.found("rollback", on: "second")
        #expect(gate.status == .fail)
        #expect(gate.found.contains("under pos is not confirmed"))
        #expect(try bench.ledger.cutover(Bench.plan).missing.first?.hasPrefix("Overdue: a second person has not confirmed") == true)
        #expect(try bench.refusal(.confirm, by: "oskar")?.cause == .permission)
        try bench.order(.confirm, by: "orla")
        #expect(try bench.ledger.cutover(Bench.plan).missing == [])
        #expect(try bench.found("rollback", on: "second").status == .pass)
        try bench.check()
    }
}
