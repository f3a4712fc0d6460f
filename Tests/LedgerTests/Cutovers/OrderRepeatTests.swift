import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// Orders that are sent twice, and orders on something that has changed meanwhile; statements that repeat a kept copy.
@Suite struct OrderRepeatTests {
    typealias Bench = CutoverBench

    @Test func theSameKeyGivesTheSameAnswer() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        let first = try bench.order(.plan(bench.plan()), key: "k1")
        let before = try bench.bench.dump()
        let again = try bench.order(.plan(bench.plan()), key: "k1")
        #expect(again.revision == first.revision)
        #expect(again.digest == first.digest)
        #expect(try bench.bench.changedTables(since: before) == [])
        #expect(throws: LedgerError.idempotencyConflict) { try bench.order(.plan(bench.plan(boundary: 7)), key: "k1") }
        #expect(throws: LedgerError.idempotencyConflict) { try bench.order(.shadow, key: "k1") }
        #expect(try bench.bench.changedTables(since: before) == [])
        // Another person's keys are their own.
        try bench.order(.approve(.shadow), by: "olga", key: "k1")
        let shadow = try bench.order(.shadow, key: "k2")
        #expect(try bench.order(.shadow, key: "k2").revision == shadow.revision)
        #expect(try bench.refusal(.shadow)?.cause == .state)
    }

    @Test func anOrderThatWasRefusedKeepsNoKey() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        try bench.order(.plan(bench.plan()))
        #expect(throws: Refusal.self) { try bench.order(.shadow, key: "k") }
        try bench.order(.approve(.shadow), by: "olga")
        #expect(try bench.order(.shadow, key: "k").state == .open)
    }

    /// A dictionary has its entries in any order.
    @Test func theSamePlanIsTheSameHoweverItWasBuilt() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        let pairs = (0..<40).map { ("code \($0)", "other \($0)") }
        var roomy: [String: String] = [:]
        roomy.reserveCapacity(5000)
        for (code, other) in pairs.reversed() { roomy[code] = other }
        for codes in [Dictionary(uniqueKeysWithValues: pairs), roomy] {
            let rule = FieldRule(path: "tenders.type", way: .crosswalk, codes: codes)
            #expect(try bench.order(.plan(bench.plan(comparison: ComparisonRules(fields: [rule]))), key: "k").revision == 1)
        }
    }

    @Test func anOrderOnAnOldRevisionIsRefused() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        let revision = try bench.ledger.cutover(Bench.plan).revision
        try bench.order(.plan(bench.plan(boundary: 7)), revision: revision)
        for order in [CutoverOrder.plan(bench.plan(boundary: 8)), .gates(.arm, locations: []), .arm, .abort(locations: [])] {
            #expect(try bench.refusal(order, revision: revision)?.cause == .revision)
        }
        #expect(try bench.refusal(.plan(bench.plan(boundary: 8)), revision: revision + 1) == nil)
    }

    /// Time moves a cutover too: whoever looked before does not act after.
    @Test func whatTimeHasDoneCountsAsARevision() throws {
        let bench = try CutoverBench()
        try bench.armed()
        let revision = try bench.ledger.cutover(Bench.plan).revision
        bench.open(6)
        #expect(try bench.refusal(.plan(bench.plan(boundary: 9)), revision: revision)?.cause == .revision)
    }

    @Test func aRepeatedStatementBesideIsADuplicate() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        #expect(try bench.outcomes(bench.say(Bench.cloud, 0)) == [.shadow, .shadow])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 0)) == [.duplicate, .duplicate])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 0, 1...1, total: 7)) == [.shadow])
        // It goes back to what it said first: that is news.
        #expect(try bench.outcomes(bench.say(Bench.cloud, 0, 1...1)) == [.shadow])
        #expect(try bench.number("set_aside") == 4)
        try bench.check()
    }

    /// What is kept beside is the writer's word too: which of two it means now, a person must say.
    @Test func anOldFileAgainIsAskedAbout() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        try bench.say(Bench.cloud, 0, content: "old")
        try bench.say(Bench.cloud, 0, 1...1, total: 7)
        #expect(try bench.outcomes(bench.say(Bench.cloud, 0, content: "old")) == [.quarantined, .quarantined])
        #expect(try bench.number("set_aside") == 3)
        #expect(try bench.ledger.exceptions(.init(rule: "stated-before")).items.count == 1)
        try bench.check()
    }

    @Test func aRepeatedHeldRecordIsADuplicate() throws {
        let bench = try CutoverBench()
        try bench.armed()
        bench.open(5)
        #expect(try bench.outcomes(bench.say(Bench.legacy, 6)) == [.held, .held])
        let again = try bench.say(Bench.legacy, 6)
        #expect(try bench.outcomes(again) == [.duplicate, .duplicate])
        bench.open(6)
        try bench.ledger.catchUp()
        #expect(try bench.facts(6).count == 2)
        #expect(try bench.outcomes(again) == [.duplicate, .duplicate])
        try bench.check()
    }
}
