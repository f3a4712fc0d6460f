import Canonical
import CrossdockTesting
import Testing

@testable import Ledger

@Suite struct PickupTests {
    let bench: LedgerBench
    var ledger: Ledger { bench.ledger }
    init() throws { bench = try LedgerBench() }

    func see(_ name: String, size: Int64 = 10) throws -> Pickup {
        let seen = Pickup(
            drop: "pos", path: Array(name.utf8), size: size, mtime: 5, firstSeen: bench.clock.now())
        return try #require(try ledger.observe([seen]).first)
    }

    func claim(_ pickup: Pickup, _ owner: String = "one") throws -> PickupStep? {
        let until = bench.clock.now().adding(seconds: 60)
        return try ledger.claim(pickup.id, owner: owner, until: until)
            .map { PickupStep(pickup: pickup.id, fence: $0) }
    }

    @Test func fromDiscoveredToCleared() throws {
        var pickup = try see("a.csv")
        pickup.state = .settling
        pickup.unchangedPolls = 2
        #expect(try ledger.observe([pickup]).first?.id == pickup.id)
        let step = try #require(try claim(pickup))
        try ledger.advance(step, .staged(.of("x"), size: 10))
        let receipt = try ledger.post(.sample(pickup: step), RecordBatch.sample(count: 2))
        var stored = try #require(try ledger.pickup(pickup.id))
        #expect(stored.state == .posted)
        #expect(stored.transfer == receipt.transfer.id)
        try ledger.advance(step, .failed("permission denied", nextAttempt: bench.clock.now()))
        #expect(try ledger.pickup(pickup.id)?.state == .posted)
        let again = try #require(try claim(pickup))
        try ledger.advance(again, .cleared(action: "archive"))
        stored = try #require(try ledger.pickup(pickup.id))
        #expect(stored.state == .cleared)
        #expect(try ledger.openPickups(drop: "pos").isEmpty)
        #expect(try ledger.pickups(digest: .of("x")).map(\.id) == [pickup.id])
        #expect(try claim(pickup) == nil)
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func theSameNameAgainIsAnotherGeneration() throws {
        let first = try see("a.csv")
        #expect(try see("a.csv").id == first.id)
        let step = try #require(try claim(first))
        try ledger.advance(step, .vanished)
        let second = try see("a.csv", size: 20)
        #expect(second.generation == 2)
        #expect(try ledger.pickups(drop: "pos", path: Array("a.csv".utf8)).map(\.generation) == [1, 2])
    }

    @Test func namesAreBytes() throws {
        for path: [UInt8] in [[0xFF, 0xFE], Array("a\n'b".utf8), [0x41, 0xCC, 0x88], [0xC3, 0x84]] {
            let seen = Pickup(drop: "pos", path: path, size: 1, mtime: 1, firstSeen: bench.clock.now())
            let stored = try #require(try ledger.observe([seen]).first)
            #expect(try ledger.pickup(stored.id)?.path == path)
        }
        #expect(try ledger.openPickups(drop: "pos").count == 4)
    }

    @Test func aPollDoesNotDisturbAClaim() throws {
        let pickup = try see("a.csv")
        _ = try #require(try claim(pickup))
        var late = pickup
        late.state = .settling
        late.size = 99
        let returned = try #require(try ledger.observe([late]).first)
        #expect(returned.state == .claimed)
        #expect(returned.size == 10)
    }

    @Test func onlyOneHoldsTheLease() throws {
        let pickup = try see("a.csv")
        let first = try #require(try claim(pickup, "one"))
        #expect(try claim(pickup, "two") == nil)
        try ledger.renew(first, until: bench.clock.now().adding(seconds: 120))
        bench.clock.advance(seconds: 100)
        #expect(try claim(pickup, "two") == nil)
        bench.clock.advance(seconds: 21)
        let second = try #require(try claim(pickup, "two"))
        #expect(second.fence > first.fence)
        #expect(throws: LedgerError.fenced) { try ledger.renew(first, until: bench.clock.now()) }
        #expect(throws: LedgerError.fenced) { try ledger.advance(first, .staged(.of("x"), size: 1)) }
    }

    @Test func aClockSetBackLocksNothingAway() throws {
        let pickup = try see("a.csv")
        _ = try #require(try claim(pickup, "one"))
        bench.clock.advance(seconds: -86_400)
        #expect(try claim(pickup, "two") != nil)
    }

    @Test func theLateOneIsFencedInEveryTransaction() throws {
        let pickup = try see("a.csv")
        let first = try #require(try claim(pickup, "one"))
        let slow = try bench.start(.sample(pickup: first))
        try slow.post(.sample(count: 3))
        bench.clock.advance(seconds: 61)
        let second = try #require(try claim(pickup, "two"))
        #expect(throws: LedgerError.fenced) { try slow.post(.sample(first: 4, count: 3)) }
        #expect(throws: LedgerError.fenced) { _ = try slow.finish(last: .sample(first: 4, count: 3)) }
        #expect(throws: LedgerError.fenced) { _ = try bench.ledger.post(.sample(content: "o", pickup: first)) }
        let other = try bench.another()
        guard case .resume(let quick, after: 3) = try other.open(.sample(pickup: second)) else {
            Issue.record("not resumed")
            return
        }
        let receipt = try quick.finish(last: .sample(first: 4, count: 3))
        #expect(receipt.transfer.tally[.accepted] == 6)
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func aFileIsPostedOnceOnly() throws {
        let pickup = try see("a.csv")
        let step = try #require(try claim(pickup))
        _ = try ledger.post(.sample(pickup: step), RecordBatch.sample(count: 3))
        #expect(throws: LedgerError.fenced) {
            _ = try ledger.post(.sample(content: "other", pickup: step), RecordBatch.sample(count: 3))
        }
        // The same bytes under another name are noted, not posted.
        let copy = try see("b.csv")
        let copyStep = try #require(try claim(copy))
        let receipt = try ledger.post(.sample(pickup: copyStep), RecordBatch.sample(count: 3))
        #expect(receipt.transfer.duplicateOf == 1)
        #expect(try ledger.pickup(copy.id)?.state == .posted)
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func aNewVersionInMidFileStartsAfresh() throws {
        let pickup = try see("a.csv")
        let step = try #require(try claim(pickup))
        var cut: Posting? = try bench.start(.sample(pickup: step))
        try cut?.post(.sample(count: 3))
        cut = nil
        let receipt = try ledger.post(.sample(version: "1.1.0", pickup: step), RecordBatch.sample(count: 5))
        #expect(receipt.transfer.tally[.duplicate] == 3)
        #expect(try ledger.transfer(1)?.state == .abandoned)
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func refusingMovesThePickup() throws {
        let pickup = try see("a.csv")
        let step = try #require(try claim(pickup))
        let posting = try bench.start(.sample(pickup: step))
        _ = try posting.refuse([Finding(rule: "trailer", expected: "a", found: "b")], records: 3, pickup: step)
        #expect(try ledger.pickup(pickup.id)?.state == .refused)
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func pollsAndArchive() throws {
        try ledger.notePoll(of: "pos", seen: 3)
        bench.clock.advance(seconds: 60)
        try ledger.notePollFailure(of: "pos", "connection refused")
        try ledger.notePollFailure(of: "pos", "connection refused")
        let status = try #require(try ledger.drops().first)
        #expect(status.failures == 2)
        #expect(!status.isGreen)
        #expect(status.seen == 3)
        try ledger.notePoll(of: "pos", seen: 0)
        #expect(try ledger.drops().first?.isGreen == true)
        #expect(try ledger.noteArchived(.of("x"), size: 1))
        #expect(try !ledger.noteArchived(.of("x"), size: 1))
        #expect(try ledger.isArchived(.of("x")))
    }
}
