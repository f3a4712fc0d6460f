import Canonical
import CrossdockTesting
import Foundation
import Ownership
import Testing

@testable import Ledger

/// What time alone does to a boundary that has been set.
@Suite struct BoundaryTests {
    typealias Bench = CutoverBench

    private func abortReasons(_ bench: CutoverBench) throws -> String {
        let row = try #require(try bench.audited("cutover.abort"))
        #expect(row.actor == "crossdock")
        #expect(try bench.phases() == Array(repeating: .shadow, count: 4))
        #expect(try bench.cell().boundary == nil)
        #expect(try bench.cell().epochs.count == 1)
        try bench.check()
        return row.details
    }

    @Test func withoutAGoItIsTakenBack() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        bench.open(6, minutes: -1)
        try bench.ledger.catchUp()
        #expect(try bench.cell().phase == .armed)
        bench.open(6, minutes: 0)
        try bench.ledger.catchUp()
        #expect(try abortReasons(bench).contains("Nobody has voted go"))
    }

    /// Voted so many minutes before the boundary opens; the gateway is down from then on, for hours or days.
    @Test(arguments: [(60, true), (1440, true), (1441, false)] as [(Int64, Bool)], [6, 8])
    func aGoHoldsForADay(_ vote: (minutes: Int64, isLive: Bool), _ back: Int) throws {
        let (minutes, isLive) = vote
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        bench.open(6, minutes: -minutes)
        guard isLive else {
            #expect(try bench.refusal(.go, by: "olga")?.cause == .state)
            bench.open(back)
            try bench.ledger.catchUp()
            #expect(try abortReasons(bench).contains("within the 24 hours before the boundary opened"))
            return
        }
        try bench.order(.go, by: "olga")
        try bench.bench.restart()
        bench.open(back)
        try bench.ledger.catchUp()
        #expect(try bench.cell().phase == .live)
        try bench.check()
    }

    @Test func aDifferenceOnTheLastDayTakesItBack() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.say(Bench.cloud, 4, 1...1, store: "0115", total: 99)
        try bench.goLive()
        let reasons = try abortReasons(bench)
        #expect(reasons.contains("Gate parity: fail"))
        #expect(reasons.contains("Gate totals: fail"))
        #expect(reasons.contains("Gate exceptions: fail"))
        #expect(!reasons.contains("Nobody"))
    }

    @Test func whoHasVotedMustStillBeTheOwner() throws {
        for change in ["revoked", "moved"] {
            let bench = try CutoverBench()
            try bench.armed()
            try bench.both(5...5)
            try bench.vote()
            if change == "revoked" {
                try bench.ledger.revokeUser("olga", by: bench.admin)
            } else {
                try bench.ledger.setRoles(of: "olga", [.domainOwner], domains: ["inventory"], by: bench.admin)
            }
            bench.open(6)
            try bench.ledger.catchUp()
            #expect(try abortReasons(bench).contains("Nobody has voted go"))
        }
    }

    /// Two people have approved the plan that was armed. Whoever changes it afterwards must not open its boundary on
    /// what nobody has approved.
    @Test func anArmedPlanIsNotChanged() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        let lax = bench.plan(
            gates: GateRules(parityPerMillion: 0, days: 1, withinHours: nil),
            comparison: ComparisonRules(fields: [FieldRule(path: "total", way: .ignore)]))
        let refusal = try #require(try bench.refusal(.plan(lax), by: "olga"))
        #expect(refusal.cause == .state)
        #expect(refusal.description.contains("abort first (crossdock cutover abort pos)"))
        #expect(try bench.refusal(.plan(bench.plan())) == nil)
        try bench.order(.abort(locations: ["0114"]), by: "oskar")
        #expect(try bench.refusal(.plan(lax), by: "olga")?.cause == .state)
        try bench.order(.abort(locations: ["0115"]), by: "oskar")
        #expect(try bench.refusal(.plan(lax), by: "olga") == nil)
        try bench.check()
    }

    /// The board foretells what the boundary does: it asks the same of the same people.
    @Test func theBoardSaysThatItWillBeTakenBack() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.vote()
        #expect(try bench.ledger.cutover(Bench.plan).missing.first?.hasPrefix("Goes live when") == true)
        try bench.ledger.revokeUser("carl", by: bench.admin)
        let missing = try bench.ledger.cutover(Bench.plan).missing
        #expect(missing.first?.hasPrefix("It aborts by itself when") == true)
        #expect(missing.last == "2 approvals needed for arm, given by olga.")
        bench.open(6)
        try bench.ledger.catchUp()
        #expect(try abortReasons(bench).contains("2 approvals needed for arm, given by olga."))
    }

    @Test func aVoteIsForThePlanAsItIs() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.vote()
        try bench.order(.abort(locations: []), by: "oskar")
        var plan = bench.plan()
        plan.title = "another title"
        try bench.order(.plan(plan))
        try bench.arm()
        bench.open(6)
        try bench.ledger.catchUp()
        #expect(try abortReasons(bench).contains("Nobody has voted go"))
    }

    @Test func onlyDomainOwnersVoteGo() throws {
        let bench = try CutoverBench()
        try bench.armed()
        bench.open(6, minutes: -60)
        for person in ["rita", "carl", "oskar", "alma", "ada", "robot"] {
            #expect(try bench.refusal(.go, by: person)?.cause == .permission, "\(person)")
        }
        #expect(try bench.refusal(.go, by: "olga") == nil)
    }

    /// Otto owns one of the two domains: his vote is one of those that are needed.
    @Test func everyDomainNeedsAVote() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        bench.open(6, minutes: -60)
        try bench.order(.go, by: "otto")
        bench.open(6)
        try bench.ledger.catchUp()
        let reasons = try abortReasons(bench)
        #expect(reasons.components(separatedBy: "Nobody has voted go for the domain").count == 2)
    }

    /// The clock runs back after the boundary has opened: nothing is undone, and nobody loses a date.
    @Test func aClockThatRunsBackUndoesNothing() throws {
        let bench = try CutoverBench()
        try bench.live()
        bench.open(4)
        try bench.ledger.catchUp()
        #expect(try bench.phases() == Array(repeating: .live, count: 4))
        #expect(try bench.outcomes(bench.say(Bench.legacy, 3, 9...9)) == [.accepted])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 3, 9...9, total: 7)) == [.shadow])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 6, 9...9)) == [.held])
        bench.open(6)
        try bench.ledger.catchUp()
        #expect(try bench.facts(6) == ["9 cloud-pos 2"])
        try bench.check()
    }

    /// Late data of the old owner counts, and somebody is told.
    @Test func lateDataIsAcceptedWithAnException() throws {
        let bench = try CutoverBench()
        try bench.live()
        #expect(try bench.cell().watermark == Bench.day(3))
        let onTime = try bench.say(Bench.legacy, 4, 8...8)
        #expect(try bench.reasons(onTime) == [.none])
        let late = try bench.say(Bench.legacy, 3, 8...9)
        #expect(try bench.outcomes(late) == [.accepted, .accepted])
        #expect(try bench.reasons(late) == [.late, .late])
        #expect(try bench.ledger.exceptions(.init(rule: "late")).items.count == 1)
        bench.open(20)
        try bench.ledger.catchUp()
        #expect(try bench.cell().watermark == Bench.day(5))
        bench.open(7)
        try bench.ledger.catchUp()
        #expect(try bench.cell().watermark == Bench.day(5))
        try bench.check()
    }
}
