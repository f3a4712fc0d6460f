import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// Records that were dated ahead wait for their day.
@Suite struct FutureTests {
    typealias Bench = CutoverBench

    @Test func theyAreReleasedWhenTheirDayBegins() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        let old = try bench.say(Bench.legacy, 3, 1...2)
        let new = try bench.say(Bench.cloud, 3, 1...2)
        #expect(try bench.outcomes(old) + bench.outcomes(new) == Array(repeating: .held, count: 4))
        bench.open(3, minutes: -1)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(old) == [.held, .held])
        bench.open(3, minutes: 0)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(old) == [.accepted, .accepted])
        #expect(try bench.outcomes(new) == [.shadow, .shadow])
        #expect(try bench.facts(3) == ["1 legacy-pos 1", "2 legacy-pos 1"])
        #expect(try bench.cell().highest == Bench.day(3))
        try bench.check()
    }

    @Test func anyOrderReleasesThemFirst() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        let old = try bench.say(Bench.legacy, 3)
        bench.open(3)
        try bench.order(.gates(.arm, locations: []))
        #expect(try bench.outcomes(old) == [.accepted, .accepted])
    }

    @Test func aClockThatRunsBackTakesNothingBack() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        let old = try bench.say(Bench.legacy, 3)
        bench.open(3)
        try bench.ledger.catchUp()
        bench.open(1)
        let before = try bench.bench.dump()
        try bench.ledger.catchUp()
        #expect(try bench.bench.changedTables(since: before) == [])
        #expect(try bench.outcomes(old) == [.accepted, .accepted])
        #expect(try bench.outcomes(bench.say(Bench.legacy, 3, 3...3)) == [.held])
        bench.open(3)
        try bench.ledger.catchUp()
        #expect(try bench.facts(3).count == 3)
        try bench.check()
    }

    @Test func thoseOfAProposedInterfaceNeverBecomeCanonical() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        let proposed = try bench.say(Bench.legacy, 2, standing: .proposed)
        #expect(try bench.outcomes(proposed) == [.held, .held])
        bench.open(2)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(proposed) == [.shadow, .shadow])
        #expect(try bench.reasons(proposed) == [.proposed, .proposed])
        #expect(try bench.facts(2) == [])
        try bench.check()
    }

    /// What counts is what people have made of the interface since.
    @Test(arguments: [(LifeStatus.retired, Outcome.quarantined), (.proposed, .shadow), (.retiring, .accepted)])
    func theLifeOfTheInterfaceIsLookedAtAgain(_ status: LifeStatus, _ outcome: Outcome) throws {
        let bench = try CutoverBench()
        try bench.legacy()
        let receipt = try bench.say(Bench.legacy, 2)
        let life = Life(status: status, owner: "rita")
        try bench.ledger.write { db in
            try LifeRow.append(
                InterfaceLife(interface: "legacy-pos.sales", version: "1.0.0", writer: Bench.legacy, life: life), "test",
                by: "rita", at: bench.clock.now(), in: db)
        }
        bench.open(2)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(receipt) == [outcome, outcome])
        #expect(try bench.facts(2).isEmpty == (outcome != .accepted))
        try bench.check()
    }

    /// What a proposed interface has said first must not swallow what an active one says after it.
    @Test func theSameFromAnActiveInterfaceIsNotADuplicateOfAProposal() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.say(Bench.legacy, 2, standing: .proposed)
        let active = try bench.say(Bench.legacy, 2)
        #expect(try bench.outcomes(active) == [.held, .held])
        bench.open(2)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(active) == [.accepted, .accepted])
        #expect(try bench.facts(2) == ["1 legacy-pos 1", "2 legacy-pos 1"])
        try bench.check()
    }

    /// The same file sent once more after its interface has become active is posted.
    @Test func aFileThatWasOnlyKeptBesideIsNotTakenForPosted() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        bench.open(1)
        let first = try bench.say(Bench.legacy, 1, content: "same", standing: .proposed)
        #expect(try bench.outcomes(first) == [.shadow, .shadow])
        let again = try bench.say(Bench.legacy, 1, content: "same", standing: .proposed)
        #expect(try bench.outcomes(again) == [.duplicate, .duplicate])
        let active = try bench.say(Bench.legacy, 1, content: "same")
        #expect(try bench.outcomes(active) == [.accepted, .accepted])
        try bench.check()
    }

    /// The writer owns one of two domains; whether its file came early makes no difference.
    @Test(arguments: [0, 2]) func aDomainOfSomebodyElseIsNoTrouble(_ postedOn: Int) throws {
        let bench = try CutoverBench(
            charter: Charter(rules: [CharterRule(domain: "inventory", writer: Bench.cloud), CharterRule(writer: Bench.legacy)]))
        bench.open(0)
        try bench.ledger.post(bench.draft(Bench.cloud, states: ["inventory"]), bench.batch(0))
        bench.open(postedOn)
        let receipt = try bench.say(Bench.legacy, 2)
        bench.open(2)
        try bench.ledger.catchUp()
        let outcomes = try bench.ledger.outcomes(of: receipt.transfer.id)
        #expect(outcomes.map(\.outcome) == [.accepted, .accepted])
        #expect(outcomes.map(\.flags) == [.partial, .partial])
        #expect(try bench.ledger.transfer(receipt.transfer.id)?.tally.flagged == 2)
        #expect(try bench.ledger.exceptions().items.map(\.finding.rule) == [])
        #expect(try bench.ledger.setAside(outcome: .quarantined).items.isEmpty)
        #expect(try bench.facts(2, domain: "revenue") == ["1 legacy-pos 1", "2 legacy-pos 1"])
        #expect(try bench.facts(2, domain: "inventory") == [])
        try bench.check()
    }

    /// Nobody may open the cell of one domain: somebody is told, once for the store-day, however early the file came.
    @Test(arguments: [0, 2]) func aDomainWithoutACellIsReported(_ postedOn: Int) throws {
        let bench = try CutoverBench(charter: Charter(rules: [CharterRule(domain: "inventory", writer: Bench.legacy)]))
        try bench.legacy()
        bench.open(postedOn)
        let receipt = try bench.say(Bench.legacy, 2)
        bench.open(2)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(receipt) == [.accepted, .accepted])
        let exceptions = try bench.ledger.exceptions(.init(transfer: receipt.transfer.id)).items
        #expect(exceptions.map(\.finding.rule) == ["no-scope"])
        try bench.check()
    }
}
