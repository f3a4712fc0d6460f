import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// What was said last counts: by the version that a record states, by a file's arrival in its drop, by arrival in the ledger.
@Suite struct StatesTests {
    let bench: LedgerBench
    init() throws { bench = try LedgerBench() }
    var ledger: Ledger { bench.ledger }

    /// One sale with a total, and a version that it states of itself.
    static func sale(_ total: Int, order: Int64? = nil, date: BusinessDate = RecordBatch.sampleDay) -> RecordBatch {
        var batch = RecordBatch(kinds: [.saleForTests])
        batch.addSale(ticket: 1, date: date, total: total, order: order)
        return batch
    }

    @discardableResult
    func say(
        _ content: String, _ total: Int, order: Int64? = nil, door: Door = .rest, pickup: PickupStep? = nil, restates: Int64? = nil,
        correction: Correction = .replace
    ) throws -> Receipt {
        var draft = TransferDraft.sample(content: content, door: door, correction: correction, pickup: pickup)
        draft.restates = restates
        return try ledger.post(draft, Self.sale(total, order: order))
    }

    /// The total of the current sale.
    var current: Int? {
        get throws {
            try ledger.records(kind: "sale").items.first.flatMap { CanonicalValue($0.body)?["total"]?.integer }
        }
    }

    /// All totals in the order in which they came, the current one in brackets.
    var history: [String] {
        get throws {
            guard let id = try ledger.records(kind: "sale").items.first?.id else { return [] }
            return try ledger.recordHistory(kind: "sale", id).map { version in
                let total = CanonicalValue(version.body)?["total"]?.integer ?? -1
                return version.isCurrent ? "[\(total)]" : "\(total)"
            }
        }
    }

    func outcome(_ receipt: Receipt) throws -> String {
        try ledger.outcomes(of: receipt.transfer.id).map { "\($0.outcome) \($0.reason)" }.joined(separator: ", ")
    }

    // MARK: versions

    @Test(arguments: Door.allCases) func anOlderStateNeverReplacesANewerOne(_ door: Door) throws {
        try say("new", 2, order: 20, door: door)
        let late = try say("old", 1, order: 10, door: door)
        #expect(try outcome(late) == "superseded older-version")
        #expect(late.transfer.tally[.superseded] == 1)
        #expect(try current == 2)
        #expect(try history == ["[2]", "1"])
        // Once more is no third version.
        #expect(try outcome(say("old, other bytes", 1, order: 10, door: door)) == "superseded older-version")
        #expect(try outcome(say("old", 1, order: 10, door: door)) == "superseded older-version")
        #expect(try history == ["[2]", "1"])
        try say("newest", 3, order: 30, door: door)
        #expect(try history == ["2", "1", "[3]"])
        // What was current once is only kept once, too.
        #expect(try outcome(say("new", 2, order: 20, door: door)) == "superseded older-version")
        #expect(try history == ["2", "1", "[3]"])
        #expect(try ledger.exceptions().items.isEmpty)
        // Whoever applies the feed in order ends with what is current.
        #expect(try ledger.changes().items.compactMap { CanonicalValue($0.body)?["total"]?.integer } == [2, 3])
        #expect(try ledger.proof().discrepancies == [])
        #expect(try ledger.counts().versions == 2)
    }

    @Test func aVersionCountsMoreThanNone() throws {
        try say("a", 1, order: 10)
        #expect(try outcome(say("b", 2)) == "superseded older-version")
        #expect(try current == 1)
        try say("c", 3, order: 11)
        #expect(try current == 3)
    }

    @Test func twoStatesOfOneVersionAreInTheOrderOfArrival() throws {
        try say("a", 1, order: 10)
        try say("b", 2, order: 10)
        #expect(try history == ["1", "[2]"])
    }

    @Test func statesOfOneFileAreInTheOrderOfTheirVersions() throws {
        var batch = RecordBatch(kinds: [.saleForTests])
        for order: Int64 in [20, 10, 30] { batch.addSale(ticket: 1, total: Int(order), order: order) }
        batch.addSale(ticket: 1, total: 31, order: 30)
        let receipt = try ledger.post(.sample(), batch)
        #expect(try outcome(receipt) == "accepted , superseded older-version, accepted , quarantined repeated-key")
        #expect(try history == ["20", "10", "[30]"])
    }

    @Test func nobodyIsToldOfALateState() throws {
        let egress = EgressMap(rules: [.init(target: "erp", cells: CharterRule(writer: "legacy-pos"), role: .poster)])
        let bench = try LedgerBench(egress: egress)
        _ = try bench.ledger.post(.sample(content: "new"), Self.sale(2, order: 20))
        let before = try bench.number("SELECT count(*) FROM outbox")
        _ = try bench.ledger.post(.sample(content: "old"), Self.sale(1, order: 10))
        #expect(before > 0)
        #expect(try bench.number("SELECT count(*) FROM outbox") == before)
    }

    @Test func heldStatesAreInTheOrderOfTheirVersionsWhenTheyAreReleased() throws {
        let tomorrow = RecordBatch.sampleDay.adding(days: 3)
        for (content, order) in [("a", Int64(20)), ("b", 10), ("c", 30), ("d", 25), ("again", 25)] {
            _ = try ledger.post(.sample(content: content), Self.sale(Int(order), order: order, date: tomorrow))
        }
        #expect(try ledger.outcomes(of: 4).map(\.outcome) == [.held])
        #expect(try ledger.outcomes(of: 5).map(\.outcome) == [.duplicate])
        bench.clock.advance(seconds: 3 * 86_400)
        try ledger.catchUp()
        #expect(try history == ["20", "10", "[30]", "25"])
        #expect(try (1...4).map { try ledger.outcomes(of: $0)[0].outcome } == [.accepted, .superseded, .accepted, .superseded])
        #expect(try ledger.outcomes(of: 2).first?.record == 2)
        #expect(try ledger.proof().discrepancies == [])
    }

    // MARK: going back

    @Test(arguments: [Door.rest, .command]) func aValueGoesBack(_ door: Door) throws {
        try say("x", 1, door: door)
        try say("y", 2, door: door)
        #expect(try outcome(say("x", 1, door: door)) == "accepted ")
        #expect(try history == ["1", "2", "[1]"])
        let again = try say("x", 1, door: door)
        #expect(again.transfer.duplicateOf == 1)
        #expect(try history == ["1", "2", "[1]"])
    }

    @Test func aHeldValueGoesBack() throws {
        let later = RecordBatch.sampleDay.adding(days: 3)
        for (content, total) in [("x", 1), ("y", 2), ("x", 1)] {
            let receipt = try ledger.post(.sample(content: content, door: .rest), Self.sale(total, date: later))
            #expect(receipt.transfer.tally[.held] == 1)
        }
        bench.clock.advance(seconds: 3 * 86_400)
        try ledger.catchUp()
        #expect(try history == ["1", "2", "[1]"])
    }

    @Test func anIdempotencyKeyTellsARetryFromANewStatement() throws {
        for (key, total, want) in [("1", 1, 1), ("2", 2, 2), ("1", 1, 2), ("3", 1, 1)] {
            _ = try ledger.post(
                .sample(content: "\(total)", door: .rest, idempotencyKey: key), Self.sale(total))
            #expect(try current == want, "key \(key)")
        }
    }

    @Test func aFileThatStatesAgainWhatIsNoLongerCurrentIsAskedAbout() throws {
        try say("x", 1, door: .file)
        #expect(try say("x", 1, door: .file).transfer.duplicateOf == 1)
        try say("y", 2, door: .file)
        let asked = try say("x", 1, door: .file)
        #expect(asked.transfer.state == .refused)
        #expect(try outcome(asked) == "quarantined stated-before")
        #expect(try current == 2)
        let exception = try #require(try ledger.exceptions(.init(rule: "stated-before")).items.first)
        #expect(exception.finding.found.contains("transfer 1"))
        #expect(try ledger.proof().discrepancies == [])
        // Translated again it is asked about again: it never was posted.
        #expect(try say("x", 1, door: .file, restates: asked.transfer.id).transfer.state == .refused)
        // A person says that it is meant: it is handed over as a new statement.
        try say("x", 1, door: .command)
        #expect(try current == 1)
        // Now that it is current it may come as often as it likes.
        #expect(try say("x", 1, door: .file).transfer.state == .posted)
    }

    @Test func whatIsSaidBySomebodyElseSinceIsCurrentToo() throws {
        try say("x", 1, door: .file)
        try say("y", 2)
        try say("x, other bytes", 1)
        #expect(try say("x", 1, door: .file).transfer.duplicateOf == 1)
    }

    @Test func anotherVersionOfTheInterfaceStatesTheSameBytesAgain() throws {
        try say("x", 1, door: .file)
        try say("y", 2, door: .file)
        let asked = try ledger.post(.sample(content: "x", version: "1.0.1"), Self.sale(3))
        #expect(asked.transfer.refusal == "stated-before")
        #expect(try current == 2)
    }

    // MARK: translated again

    @Test func aReplayKeepsItsPlace() throws {
        try say("x", 1, door: .command)
        try say("y", 2)
        // Today's definitions may say something else of the same bytes; what was said since stays current.
        #expect(try outcome(say("x", 3, door: .command, restates: 1)) == "superseded earlier-arrival")
        #expect(try history == ["1", "[2]", "3"])
        #expect(try outcome(say("x", 1, door: .command, restates: 1)) == "superseded earlier-arrival")
        #expect(try history == ["1", "[2]", "3"])
    }

    @Test func aReplayPutsRightWhatItSaidItself() throws {
        try say("x", 1, door: .command)
        var draft = TransferDraft.sample(content: "x", door: .command, version: "1.0.1")
        draft.restates = 1
        #expect(try outcome(ledger.post(draft, Self.sale(3))) == "accepted ")
        #expect(try current == 3)
    }

    @Test func aReplayOfWhatWasConfirmedTakesNothingBack() throws {
        try say("x", 1)
        try say("y", 2)
        try say("y, other bytes", 2)
        #expect(try say("y", 2, restates: 2).transfer.tally[.duplicate] == 1)
        #expect(try outcome(say("z", 3, restates: 2)) == "superseded earlier-arrival")
    }

    // MARK: the law switched off

    @Test func withoutTheOrderOfStatesTheLaterArrivalCounts() throws {
        let bench = try LedgerBench(weakened: .arrivalOrder)
        _ = try bench.ledger.post(.sample(content: "new"), Self.sale(2, order: 20))
        _ = try bench.ledger.post(.sample(content: "old"), Self.sale(1, order: 10))
        #expect(try bench.ledger.records(kind: "sale").items.first.flatMap { CanonicalValue($0.body)?["total"]?.integer } == 1)
    }

    @Test(arguments: Door.allCases) func withoutTheLawWhatWasCurrentOnceIsADuplicate(_ door: Door) throws {
        let bench = try LedgerBench(weakened: .onceCurrent)
        for (content, total) in [("x", 1), ("y", 2), ("x", 1)] {
            _ = try bench.ledger.post(.sample(content: content, door: door), Self.sale(total))
        }
        #expect(try bench.ledger.records(kind: "sale").items.first.flatMap { CanonicalValue($0.body)?["total"]?.integer } == 2)
        #expect(try bench.ledger.exceptions().items.isEmpty)
    }
}
