import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// The way back for one store, and forward again.
@Suite struct RollbackTests {
    typealias Bench = CutoverBench

    /// Day 7, store 0114 goes back from day 8 on; 0115 stays live.
    private func rolledBack() throws -> CutoverBench {
        let bench = try CutoverBench()
        try bench.live()
        try bench.both(6...7)
        try bench.order(.rollback(locations: ["0114"], incident: "INC-1"), by: "oskar")
        return bench
    }

    @Test func theDatesInBetweenStayTheNewOwners() throws {
        let bench = try rolledBack()
        #expect(try bench.cell("0114").phase == .shadow)
        #expect(try bench.cell("0115").phase == .live)
        #expect(try bench.cell("0114").epochs.map(\.writer) == [Bench.legacy, Bench.cloud, Bench.legacy])
        #expect(try bench.cell("0114").epochs.map(\.from) == [nil, Bench.day(6), Bench.day(8)])
        for domain in ["inventory", "revenue"] {
            #expect(try bench.facts(7, domain: domain) == ["1 cloud-pos 2", "2 cloud-pos 2"])
        }
        #expect(try bench.outcomes(bench.say(Bench.cloud, 6, 1...1, total: 5)) == [.accepted])
        #expect(try bench.outcomes(bench.say(Bench.legacy, 6, 2...2, total: 6)) == [.shadow])
        #expect(try bench.outcomes(bench.say(Bench.legacy, 5, 1...1, total: 7)) == [.accepted])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 5, 1...1, total: 8)) == [.shadow])
        bench.open(8)
        #expect(try bench.outcomes(bench.say(Bench.legacy, 8, 1...1, total: 9)) == [.accepted])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 8, 1...1, total: 10)) == [.shadow])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 8, 1...1, store: "0115", total: 11)) == [.accepted])
        #expect(try bench.facts(5) == ["1 legacy-pos 1", "2 legacy-pos 1"])
        #expect(try bench.facts(6) == ["1 cloud-pos 2", "2 cloud-pos 2"])
        #expect(try bench.facts(8) == ["1 legacy-pos 3"])
        try bench.check()
    }

    @Test func whatWasDatedAheadGoesToWhoeverOwnsTheDayThen() throws {
        let bench = try CutoverBench()
        try bench.live()
        let (new, old) = (try bench.say(Bench.cloud, 8, total: 1), try bench.say(Bench.legacy, 8, total: 2))
        try bench.order(.rollback(locations: [], incident: "INC-2"), by: "oskar")
        #expect(try bench.cell().epochs.last?.from == Bench.day(7))
        bench.open(8)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(new) == [.shadow, .shadow])
        #expect(try bench.outcomes(old) == [.accepted, .accepted])
        #expect(try bench.facts(8) == ["1 legacy-pos 3", "2 legacy-pos 3"])
        try bench.check()
    }

    @Test func aSecondPersonConfirms() throws {
        let bench = try rolledBack()
        #expect(try bench.ledger.cutover(Bench.plan).missing.first?.hasPrefix("A second person must confirm") == true)
        for person in ["oskar", "robot", "alma", "ada"] {
            #expect(try bench.refusal(.confirm, by: person)?.cause == .permission, "\(person)")
        }
        bench.open(9)
        #expect(try bench.ledger.cutover(Bench.plan).missing.first?.hasPrefix("Overdue") == true)
        #expect(try bench.refusal(.confirm, by: "orla") == nil)
        #expect(try bench.refusal(.confirm, by: "carl")?.cause == .state)
        #expect(try bench.ledger.cutover(Bench.plan).cells.allSatisfy { !$0.awaitsConfirmation })
        try bench.check()
    }

    @Test func everyIncidentIsConfirmedByName() throws {
        let bench = try CutoverBench()
        try bench.live()
        try bench.order(.rollback(locations: ["0114"], incident: "INC-1"), by: "oskar")
        try bench.order(.rollback(locations: ["0115"], incident: "INC-2"), by: "olga")
        let missing = try bench.ledger.cutover(Bench.plan).missing
        #expect(missing.prefix(2).map { $0.contains("(INC-1)") || $0.contains("(INC-2)") } == [true, true])
        try bench.order(.confirm, by: "orla")
        #expect(try bench.audited("cutover.confirmed")?.details.contains(#""incidents":["INC-1","INC-2"]"#) == true)
    }

    @Test func armingAgainTakesAConfirmationANewBoundaryAndNewApprovals() throws {
        let bench = try rolledBack()
        // Approved before the rollback, for the boundary of then.
        try bench.both(8...11)
        #expect(try bench.gates(locations: ["0114"])["rollback"] == .fail)
        #expect(try bench.refusal(.approve(.arm), by: "olga")?.cause == .requirements)
        try bench.order(.confirm, by: "orla")
        #expect(try bench.gates(locations: ["0114"])["rollback"] == .pass)
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        #expect(try bench.refusal(.arm)?.description.contains("must not have opened") == true)
        try bench.order(.plan(bench.plan(boundary: 14)))
        #expect(try bench.refusal(.arm)?.description.contains("The plan has changed") == true)
        try bench.order(.gates(.arm, locations: ["0114"]))
        #expect(try bench.refusal(.arm)?.description.contains("2 approvals needed for arm, given by nobody") == true)
        try bench.order(.approve(.arm), by: "olga")
        try bench.order(.approve(.arm), by: "carl")
        #expect(try bench.refusal(.arm) == nil)
        #expect(try bench.cell("0114").phase == .armed)
        #expect(try bench.cell("0115").phase == .live)
        try bench.both(12...13)
        try bench.goLive(at: 14)
        #expect(try bench.cell("0114").epochs.map(\.number) == [1, 2, 3, 4])
        #expect(try bench.cell("0114").epochs.map(\.writer) == [Bench.legacy, Bench.cloud, Bench.legacy, Bench.cloud])
        try bench.both(14...14)
        #expect(try bench.facts(7) == ["1 cloud-pos 2", "2 cloud-pos 2"])
        #expect(try bench.facts(13) == ["1 legacy-pos 3", "2 legacy-pos 3"])
        #expect(try bench.facts(14) == ["1 cloud-pos 4", "2 cloud-pos 4"])
        #expect(try bench.facts(13, store: "0115") == ["1 cloud-pos 2", "2 cloud-pos 2"])
        // The dates in between stay the new owner's in the second attempt too.
        #expect(try bench.outcomes(bench.say(Bench.cloud, 7, 9...9)) == [.accepted])
        #expect(try bench.outcomes(bench.say(Bench.legacy, 7, 8...8)) == [.shadow])
        try bench.check()
    }

    @Test func whatComesLateAfterARollbackIsMarked() throws {
        let bench = try rolledBack()
        try bench.ledger.catchUp()
        #expect(try bench.cell("0114").watermark == Bench.day(4))
        #expect(try bench.reasons(bench.say(Bench.legacy, 4, 9...9)) == [.late])
        #expect(try bench.reasons(bench.say(Bench.legacy, 5, 9...9)) == [.none])
        // The day before the boundary and those of the new owner become late as well; the old owner's new days do not.
        bench.open(12)
        try bench.ledger.catchUp()
        #expect(try bench.cell("0114").watermark == Bench.day(7))
        #expect(try bench.reasons(bench.say(Bench.legacy, 5, 8...8)) == [.late])
        #expect(try bench.reasons(bench.say(Bench.cloud, 7, 9...9)) == [.late])
        #expect(try bench.reasons(bench.say(Bench.legacy, 8, 9...9)) == [.none])
        #expect(try bench.ledger.exceptions(.init(rule: "late")).items.count == 3)
        try bench.check()
    }

    @Test func aClockThatRanBackDoesNotMoveItIntoThePast() throws {
        let bench = try CutoverBench()
        try bench.live()
        try bench.both(6...7)
        bench.open(3)
        try bench.order(.rollback(locations: ["0114"], incident: "INC-3"), by: "oskar")
        #expect(try bench.cell().epochs.last?.from == Bench.day(8))
        #expect(try bench.facts(7) == ["1 cloud-pos 2", "2 cloud-pos 2"])
        bench.open(8)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(bench.say(Bench.legacy, 8)) == [.accepted, .accepted])
        try bench.check()
    }

    @Test func itTakesAnIncidentAndALiveCell() throws {
        let bench = try CutoverBench()
        try bench.armed()
        #expect(try bench.refusal(.rollback(locations: [], incident: "INC-1"), by: "oskar")?.cause == .state)
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.refusal(.rollback(locations: [], incident: ""), by: "oskar")?.cause == .request)
        #expect(try bench.refusal(.rollback(locations: ["9999"], incident: "INC-1"), by: "oskar")?.cause == .request)
        for person in ["alma", "ada", "carl"] {
            #expect(try bench.refusal(.rollback(locations: [], incident: "INC-1"), by: person)?.cause == .permission, "\(person)")
        }
        bench.open(9)
        try bench.seal()
        #expect(try bench.refusal(.rollback(locations: [], incident: "INC-1"), by: "oskar")?.cause == .state)
    }
}
