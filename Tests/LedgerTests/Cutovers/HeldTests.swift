import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// What was said for dates from the boundary on while it had not been decided whose they are.
@Suite struct HeldTests {
    typealias Bench = CutoverBench

    /// Both writers speak for the boundary's own day before anybody has looked at the boundary: A, then B, then a
    /// correction by A.
    private func sayAcross(_ bench: CutoverBench) throws -> [Receipt] {
        [
            try bench.say(Bench.legacy, 6, 1...3, total: 1), try bench.say(Bench.cloud, 6, 2...4, total: 2),
            try bench.say(Bench.legacy, 6, 2...2, total: 3), try bench.say(Bench.cloud, 5, 9...9, total: 4),
        ]
    }

    private func bodies(_ bench: CutoverBench, _ number: Int) throws -> [String] {
        try bench.ledger.records(kind: "sale", date: Bench.day(number), limit: 1000).items
            .map { "\($0.id) \($0.writer) \($0.currentIn) \(String(decoding: $0.body, as: UTF8.self))" }
    }

    @Test func onGoTheNewWritersBecomeCanonicalAndTheOldOnesAreKeptBeside() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.vote()
        bench.open(6)
        let before = try bench.ledger.changes(limit: 1000)
        let receipts = try sayAcross(bench)
        #expect(receipts.map(\.transfer.tally[.held]) == [3, 3, 1, 0])
        #expect(try bench.reasons(receipts[0]) == Array(repeating: .boundaryPending, count: 3))
        #expect(try bench.facts(6) == [])
        try bench.ledger.catchUp()
        #expect(try bench.phases() == Array(repeating: .live, count: 4))
        #expect(
            try receipts.map(bench.outcomes) == [[.shadow, .shadow, .shadow], [.accepted, .accepted, .accepted], [.shadow], [.shadow]])
        #expect(try bench.facts(6) == ["2 cloud-pos 2", "3 cloud-pos 2", "4 cloud-pos 2"])
        let released = try bench.ledger.changes(after: before.next, limit: 1000).items
        #expect(released.map { "\($0.transfer) \($0.number) \($0.writer)" } == (1...3).map { "\(receipts[1].transfer.id) \($0) cloud-pos" })
        #expect(try bench.ledger.receipt(receipts[1].transfer.id)?.transfer.tally[.accepted] == 3)
        #expect(try bench.ledger.outcomes(of: receipts[1].transfer.id).map(\.record) == released.map(\.version))
        #expect(try bench.ledger.setAside(outcome: .held).items.isEmpty)
        try bench.check()
    }

    /// Another ledger in which nothing was ever armed decides the same.
    @Test func onAbortEverythingIsAsIfNothingHadBeenArmed() throws {
        let (bench, control) = (try CutoverBench(), try CutoverBench())
        try bench.armed()
        try control.shadow()
        for store in control.stores { try control.say(Bench.cloud, 0, store: store) }
        try control.both(1...4)
        for each in [bench, control] { each.open(6) }
        let (held, plain) = (try sayAcross(bench), try sayAcross(control))
        #expect(held.map(\.transfer.tally[.held]) == [3, 3, 1, 0])
        try bench.ledger.catchUp()
        #expect(try bench.phases() == Array(repeating: .shadow, count: 4))
        #expect(try held.map(bench.outcomes) == plain.map(control.outcomes))
        #expect(try held.map(bench.reasons) == plain.map(control.reasons))
        #expect(try bodies(bench, 6) == bodies(control, 6))
        #expect(try bench.facts(6) == control.facts(6))
        #expect(try bench.facts(6) == ["1 legacy-pos 1", "2 legacy-pos 1", "3 legacy-pos 1"])
        try bench.check()
        try control.check()
    }

    @Test func anOperatorAbortsOneStoreAlone() throws {
        let bench = try CutoverBench()
        try bench.armed()
        bench.open(5)
        let future = try bench.stores.map { try bench.say(Bench.legacy, 6, store: $0) }
        try bench.order(.abort(locations: ["0114"]), by: "oskar")
        #expect(try bench.cell("0114").phase == .shadow)
        #expect(try bench.cell("0115").phase == .armed)
        // The day has not begun: both still wait, for another reason than before.
        #expect(try future.flatMap(bench.reasons) == Array(repeating: .futureDated, count: 4))
        bench.open(6)
        let pending = try bench.say(Bench.legacy, 6, 5...5, store: "0115")
        #expect(try bench.reasons(pending) == [.boundaryPending])
        #expect(try bench.outcomes(bench.say(Bench.legacy, 6, 5...5)) == [.accepted])
        try bench.check()
        try bench.ledger.catchUp()
        for store in bench.stores { #expect(try bench.facts(6, store: store).count == 3) }
        try bench.check()
    }

    /// A run of outcomes is split where one record in its middle fares otherwise.
    @Test func oneHeldRecordInTheMiddleOfALongRunFaresOtherwise() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.vote()
        bench.open(6)
        var batch = bench.batch(6, 1...50)
        batch.addSale(ticket: 20, date: Bench.day(6), total: 7)
        for ticket in 51...99 { batch.addSale(ticket: ticket, date: Bench.day(6)) }
        let receipt = try bench.ledger.post(bench.draft(Bench.cloud), batch)
        #expect(try bench.number("outcomes WHERE transfer = \(receipt.transfer.id)") == 1)
        try bench.ledger.catchUp()
        let outcomes = try bench.ledger.outcomes(of: receipt.transfer.id)
        #expect(outcomes.filter { $0.outcome != .accepted }.map(\.number) == [51])
        #expect(outcomes[50].reason == .repeatedKey)
        #expect(outcomes.compactMap(\.aside).count == 100)
        #expect(Set(outcomes.compactMap(\.aside)).count == 100)
        for outcome in outcomes {
            let aside = try #require(try bench.ledger.setAside(outcome.aside ?? 0))
            #expect(aside.number == outcome.number)
        }
        #expect(try bench.ledger.exceptions(.init(rule: "repeated-key")).items.map(\.finding.record) == [51])
        let view = try #require(try bench.ledger.transfer(receipt.transfer.id))
        #expect(view.tally[.accepted] == 99)
        #expect(view.tally[.quarantined] == 1)
        #expect(view.tally[.held] == 0)
        try bench.check()
    }

    @Test func eachDomainIsReleasedByItsOwnAct() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.propose(bench.plan(boundary: 6, domains: ["revenue"], name: "rev"))
        try bench.propose(bench.plan(boundary: 7, domains: ["inventory"], name: "inv"))
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.arm(on: "rev")
        try bench.arm(on: "inv")
        try bench.both(5...5)
        try bench.goLive(at: 6, on: "rev")
        try bench.both(6...6)
        bench.open(7, minutes: -60)
        try bench.order(.go, by: "olga", on: "inv")
        bench.open(7)
        let (old, new) = (try bench.say(Bench.legacy, 7, 1...1, total: 1), try bench.say(Bench.cloud, 7, 1...1, total: 2))
        #expect(try bench.outcomes(old) == [.held])
        #expect(try bench.outcomes(new) == [.accepted])
        #expect(try bench.facts(7, domain: "revenue") == ["1 cloud-pos 2"])
        #expect(try bench.facts(7, domain: "inventory") == [])
        try bench.check()
        let before = try bench.ledger.changes(limit: 1000)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(old) == [.shadow])
        #expect(try bench.outcomes(new) == [.accepted])
        #expect(try bench.facts(7, domain: "inventory") == ["1 cloud-pos 2"])
        #expect(try bench.ledger.changes(after: before.next, limit: 1000).items.map(\.domains) == [["inventory"]])
        #expect(try bench.number("transfers WHERE later_versions = 1") == 1)
        try bench.check()
    }

    @Test func oneActAbortsWhereTheOtherGoesLive() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.propose(bench.plan(domains: ["revenue"], name: "rev"))
        try bench.propose(bench.plan(domains: ["inventory"], name: "inv"))
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.arm(on: "rev")
        try bench.arm(on: "inv")
        try bench.both(5...5)
        bench.open(6, minutes: -60)
        try bench.order(.go, by: "olga", on: "rev")
        bench.open(6)
        let (old, new) = (try bench.say(Bench.legacy, 6, 1...1, total: 1), try bench.say(Bench.cloud, 6, 1...1, total: 2))
        #expect(try bench.outcomes(old) == [.held])
        #expect(try bench.outcomes(new) == [.held])
        try bench.ledger.catchUp()
        #expect(try bench.facts(6, domain: "revenue") == ["1 cloud-pos 2"])
        #expect(try bench.facts(6, domain: "inventory") == ["1 legacy-pos 1"])
        #expect(try bench.outcomes(old) == [.accepted])
        #expect(try bench.outcomes(new) == [.accepted])
        try bench.check()
    }

    /// A clock that ran ahead has let the new writer speak beside for a date that the boundary then takes in.
    @Test func copiesKeptBesideFromTheBoundaryOnAreDecidedAgain() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        bench.open(8)
        let early = try bench.say(Bench.cloud, 7)
        #expect(try bench.outcomes(early) == [.shadow, .shadow])
        bench.open(4)
        try bench.arm()
        #expect(try bench.outcomes(early) == [.held, .held])
        try bench.check()
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.outcomes(early) == [.held, .held])
        bench.open(7)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(early) == [.accepted, .accepted])
        #expect(try bench.facts(7) == ["1 cloud-pos 2", "2 cloud-pos 2"])
        try bench.check()
    }

    /// A file whose batches lie before and after the act.
    @Test func aPostingThatIsUnderWayCountsRightly() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        try bench.vote()
        bench.open(6)
        let posting = try bench.bench.start(bench.draft(Bench.cloud))
        try posting.post(bench.batch(6, 1...3))
        try bench.ledger.catchUp()
        try bench.check()
        var rest = RecordBatch(kinds: [.saleForTests])
        rest.first = 4
        for ticket in 4...6 { rest.addSale(ticket: ticket, date: Bench.day(6)) }
        let receipt = try posting.finish(last: rest)
        #expect(try bench.outcomes(receipt) == Array(repeating: .accepted, count: 6))
        #expect(receipt.transfer.tally[.accepted] == 6)
        try bench.check()
    }

    /// In the other domain the old writer is still accepted, and that says nothing about this one.
    @Test func whatIsAcceptedInOneDomainDoesNotRaiseTheHighestDateOfAnother() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.propose(bench.plan(domains: ["revenue"]))
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.arm()
        try bench.both(5...5)
        try bench.vote()
        bench.open(6)
        #expect(try bench.outcomes(bench.say(Bench.legacy, 6, 1...1)) == [.accepted])
        #expect(try bench.cell("0114", "inventory").highest == Bench.day(6))
        #expect(try bench.cell("0114", "revenue").highest == Bench.day(5))
        try bench.ledger.catchUp()
        #expect(try bench.cell("0114", "revenue").phase == .live)
        try bench.check()
    }
}
