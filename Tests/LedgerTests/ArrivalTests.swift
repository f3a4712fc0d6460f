import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// Files of one drop: which of them has the later word is decided by the order in which they came, not by who is faster.
@Suite struct ArrivalTests {
    let bench: LedgerBench
    init() throws { bench = try LedgerBench() }
    var ledger: Ledger { bench.ledger }

    func see(_ files: [(name: String, mtime: Int64)], drop: String = "pos") throws -> [String: PickupStep] {
        let seen = files.map { Pickup(drop: drop, path: Array($0.name.utf8), size: 1, mtime: $0.mtime, firstSeen: bench.clock.now()) }
        var steps: [String: PickupStep] = [:]
        for (file, pickup) in zip(files, try ledger.observe(seen)) {
            let fence = try #require(try ledger.claim(pickup.id, owner: "one", until: bench.clock.now().adding(seconds: 600)))
            steps[file.name] = PickupStep(pickup: pickup.id, fence: fence)
        }
        return steps
    }

    func draft(_ name: String, _ step: PickupStep?, drop: String = "pos", door: Door = .file) -> TransferDraft {
        .sample(content: name, door: door, source: drop, pickup: step)
    }

    func outcomes(_ receipt: Receipt) throws -> [String] {
        try ledger.outcomes(of: receipt.transfer.id).map { "\($0.outcome) \($0.reason)" }
    }

    var totals: [Int?] {
        get throws { try ledger.records(kind: "sale").items.map { CanonicalValue($0.body)?["total"]?.integer } }
    }

    @Test func oneLookNumbersFilesByTimeThenByName() throws {
        let steps = try see([("c", 5), ("b", 7), ("a", 7), ("d", 2)])
        #expect(steps.sorted { $0.value.pickup < $1.value.pickup }.map(\.key) == ["d", "c", "a", "b"])
        // A file that was there before stays before what comes now, however old that says it is.
        let old = try #require(try see([("old", 1)])["old"])
        #expect(steps.values.allSatisfy { $0.pickup < old.pickup })
    }

    /// The first file takes long; its correction is posted while it is under way.
    @Test func aCorrectionIsNotOvertakenByItsOriginal() throws {
        let steps = try see([("v1", 1), ("v2", 2)])
        let slow = try bench.start(draft("v1", steps["v1"]))
        try slow.post(.sample(count: 2))
        let quick = try ledger.post(draft("v2", steps["v2"]), .sample(first: 3, count: 1, total: 500).renumbered)
        #expect(quick.transfer.tally[.accepted] == 1)
        let receipt = try slow.finish(last: .sample(first: 3, count: 2))
        #expect(try outcomes(receipt) == ["accepted ", "accepted ", "superseded earlier-file", "accepted "])
        #expect(try totals == [100, 100, 500, 100])
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test(arguments: [
        ["v1", "v2", "v3"], ["v3", "v2", "v1"], ["v2", "v3", "v1"], ["v2", "v1", "v3"], ["v3", "v1", "v2"], ["v1", "v3", "v2"],
    ])
    func whicheverIsPostedFirst(_ order: [String]) throws {
        let steps = try see([("v1", 1), ("v2", 2), ("v3", 3)])
        for name in order {
            _ = try ledger.post(draft(name, steps[name]), .sample(count: 1, total: name == "v1" ? 1 : name == "v2" ? 2 : 3))
        }
        #expect(try totals == [3])
        #expect(try bench.number("SELECT count(*) FROM records") == 3)
        #expect(try ledger.proof().discrepancies == [])
    }

    /// In between somebody corrects by another way: the original is overtaken all the same.
    @Test func aRequestInBetweenDoesNotLetTheOriginalThrough() throws {
        let steps = try see([("v1", 1), ("v2", 2), ("v3", 3)])
        _ = try ledger.post(draft("v2", steps["v2"]), .sample(count: 1, total: 2))
        _ = try ledger.post(draft("request", nil, door: .rest), .sample(count: 1, total: 7))
        #expect(try outcomes(ledger.post(draft("v1", steps["v1"]), .sample(count: 1, total: 1))) == ["superseded earlier-file"])
        #expect(try totals == [7])
        _ = try ledger.post(draft("v3", steps["v3"]), .sample(count: 1, total: 3))
        #expect(try totals == [3])
    }

    @Test func filesOfTwoDropsAreInTheOrderOfTheLedger() throws {
        let one = try see([("v1", 1)])
        let other = try see([("v2", 2)], drop: "second")
        _ = try ledger.post(draft("v2", other["v2"], drop: "second"), .sample(count: 1, total: 2))
        _ = try ledger.post(draft("v1", one["v1"]), .sample(count: 1, total: 1))
        #expect(try totals == [1])
    }

    /// What the later file only confirmed is its word too.
    @Test func whatALaterFileConfirmedIsNotReplacedByAnEarlierOne() throws {
        let steps = try see([("v1", 1), ("v2", 2), ("v3", 3)])
        _ = try ledger.post(draft("v1", steps["v1"]), .sample(count: 1))
        _ = try ledger.post(draft("v3", steps["v3"]), .sample(count: 2))
        #expect(try outcomes(ledger.post(draft("v2", steps["v2"]), .sample(count: 1, total: 2))) == ["superseded earlier-file"])
        #expect(try totals == [100, 100])
    }

    @Test func anEarlierFileThatSaysTheSameConfirmsNothing() throws {
        let steps = try see([("v1", 1), ("v2", 2), ("v3", 3)])
        _ = try ledger.post(draft("v3", steps["v3"]), .sample(count: 2))
        _ = try ledger.post(draft("v1", steps["v1"]), .sample(count: 1))
        #expect(try outcomes(ledger.post(draft("v2", steps["v2"]), .sample(count: 1, total: 2))) == ["superseded earlier-file"])
    }

    /// Its posting was given up in the middle, and it is taken again under another version of its interface.
    @Test func aFileThatIsTakenAgainKeepsItsPlace() throws {
        let steps = try see([("v1", 1), ("v2", 2)])
        var slow: Posting? = try bench.start(draft("v1", steps["v1"]))
        try slow?.post(.sample(count: 2))
        slow = nil
        _ = try ledger.post(draft("v2", steps["v2"]), .sample(count: 1, total: 500))
        var again = draft("v1", steps["v1"])
        again.version = "1.0.1"
        #expect(try outcomes(ledger.post(again, .sample(count: 3))) == ["superseded earlier-file", "duplicate same-content", "accepted "])
        #expect(try totals == [500, 100, 100])
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func aReplayKeepsTheArrivalOfItsFile() throws {
        let steps = try see([("v1", 1), ("v2", 2)])
        var first = RecordBatch.sample(count: 1)
        first.addRejection()
        let original = try ledger.post(draft("v1", steps["v1"]), first)
        _ = try ledger.post(draft("v2", steps["v2"]), .sample(count: 2, total: 2))
        var replay = draft("v1", nil, drop: "olga")
        replay.restates = original.transfer.id
        #expect(
            try outcomes(ledger.post(replay, .sample(count: 3))) == ["superseded earlier-file", "superseded earlier-file", "accepted "])
        #expect(try totals == [2, 2, 100])
    }

    @Test func heldRecordsAreReleasedInTheOrderOfTheirFiles() throws {
        let day = RecordBatch.sampleDay.adding(days: 3)
        let steps = try see([("v1", 1), ("v2", 2)])
        _ = try ledger.post(draft("v2", steps["v2"]), .sample(count: 1, date: day, total: 2))
        _ = try ledger.post(draft("v1", steps["v1"]), .sample(count: 1, date: day, total: 1))
        bench.clock.advance(seconds: 3 * 86_400)
        try ledger.catchUp()
        #expect(try totals == [2])
        #expect(try ledger.outcomes(of: 2).map(\.outcome) == [.superseded])
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func withoutTheLawWhoIsFasterWins() throws {
        let bench = try LedgerBench(weakened: .arrivalOrder)
        let seen = ["v1", "v2"].map { Pickup(drop: "pos", path: Array($0.utf8), size: 1, mtime: 1, firstSeen: bench.clock.now()) }
        let steps = try bench.ledger.observe(seen).map { pickup in
            PickupStep(
                pickup: pickup.id, fence: try bench.ledger.claim(pickup.id, owner: "one", until: bench.clock.now().adding(seconds: 60)) ?? 0
            )
        }
        _ = try bench.ledger.post(.sample(content: "v2", pickup: steps[1]), .sample(count: 1, total: 2))
        _ = try bench.ledger.post(.sample(content: "v1", pickup: steps[0]), .sample(count: 1, total: 1))
        #expect(try bench.ledger.records(kind: "sale").items.map { CanonicalValue($0.body)?["total"]?.integer } == [1])
    }
}

extension RecordBatch {
    /// The same records numbered from 1, as the first of a transfer.
    fileprivate var renumbered: RecordBatch {
        var batch = self
        batch.first = 1
        for index in batch.entries.indices { batch.entries[index].number = index + 1 }
        return batch
    }
}
