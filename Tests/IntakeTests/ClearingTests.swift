import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Testing
import Transport

@testable import Intake

/// Hazards 11, 12 (the replies) and 15: what happens to a file at its source, and that nothing there
/// ever leads to posting again.
@Suite struct ClearingTests {
    static let actions: [(Place, String)] = Place.allCases.flatMap { place in ["move", "delete", "leave"].map { (place, $0) } }

    private func bench(_ place: Place, _ action: String, interface: String = "till.trailer") throws -> IntakeBench {
        let folder = try RemoteFolder("done")
        return try IntakeBench(place, interface: interface) { drop in
            drop.clearing = action == "move" ? .move(folder) : action == "delete" ? .delete : .leave
        }
    }

    @Test(arguments: actions) func aPostedFileIsSeenToOnce(_ place: Place, _ action: String) throws {
        let bench = try bench(place, action)
        try bench.inbox.put("a.csv", TillFile.withTrailer(1...3))
        for _ in 0..<3 { try bench.settle() }
        #expect(bench.inbox.texts == (action == "leave" ? ["a.csv"] : []))
        #expect(bench.done.texts == (action == "move" ? ["a.csv"] : []))
        #expect(try bench.generations("a.csv").map(\.clearAction) == [action])
        #expect(try bench.generations("a.csv").map(\.state) == [.cleared])
        #expect(try bench.transfers.count == 1)
        try bench.expectSound()
    }

    @Test(arguments: actions) func aRefusedFileIsSeenToOnceAndStaysRefused(_ place: Place, _ action: String) throws {
        let bench = try bench(place, action)
        try bench.inbox.put("bad.csv", TillFile.withTrailer(1...3, off: 1))
        try bench.inbox.put("good.csv", TillFile.withTrailer(4...5))
        for _ in 0..<4 { try bench.settle() }
        #expect(bench.inbox.texts == (action == "leave" ? ["bad.csv", "good.csv"] : []))
        #expect(bench.done.texts == (action == "move" ? ["bad.csv", "good.csv"] : []))
        let pickup = try #require(try bench.generations("bad.csv").first)
        #expect(try bench.generations("bad.csv").count == 1)
        #expect(pickup.state == .refused)
        #expect(pickup.clearAction == action)
        #expect(pickup.owner == nil)
        #expect(try bench.transfers.map(\.state).filter { $0 == .refused }.count == 1)
        #expect(try bench.ledger.exceptions().items.count == 1)
        #expect(try bench.sales.count == 2)
        try bench.expectSound()
    }

    @Test func aRefusedFileThatCannotBeClearedYetIsRefusedOnce() throws {
        let bench = try bench(.local, "move")
        let full = TransportError(.diskFull, .rename, place: "test", detail: "injected")
        for call in 1...4 { bench.plan.inject(.fail(full), into: .rename, call: call) }
        try bench.inbox.put("bad.csv", TillFile.withTrailer(1...3, off: 1))
        try bench.settle()
        for _ in 0..<3 {
            #expect(try bench.open.map(\.state) == [.refused])
            #expect(try bench.poll(after: 4000).refused == 0)
        }
        #expect(try bench.pollUntilClean())
        #expect(try bench.transfers.count == 1)
        #expect(try bench.ledger.exceptions().items.count == 1)
        #expect(bench.done.texts == ["bad.csv"])
        try bench.expectSound()
    }

    @Test func aRefusedFileIsClearedAfterACrash() throws {
        let bench = try bench(.local, "move")
        bench.plan.inject(.fail(bench.lost(.stat)), into: .stat, call: 2)
        try bench.inbox.put("bad.csv", TillFile.withTrailer(1...3, off: 1))
        try bench.settle()
        try bench.restart()
        #expect(try bench.pollUntilClean())
        #expect(try bench.transfers.count == 1)
        #expect(bench.done.texts == ["bad.csv"])
    }

    @Test(arguments: ["till.trailer", "till.sales"]) func aLeftFileIsTakenAgainOnlyWhenItChanges(_ interface: String) throws {
        let bench = try bench(.local, "leave", interface: interface)
        // Under `till.sales` a trailer is refused as a row, under `till.trailer` it is right.
        try bench.inbox.put("a.csv", TillFile.withTrailer(1...3), modified: 1_700_000_000)
        for _ in 0..<3 { try bench.settle() }
        #expect(try bench.transfers.count == 1)
        try bench.restart()
        try bench.settle()
        #expect(try bench.transfers.count == 1)
        // The same size, another time.
        try bench.inbox.put("a.csv", TillFile.withTrailer(1...3), modified: 1_700_000_001)
        try bench.settle()
        #expect(try bench.transfers.count == 2)
        #expect(try bench.generations("a.csv").map(\.clearAction) == ["replaced", "leave"])
        // Gone, and back with its old time: it is looked at again, and nothing of it is posted twice.
        try bench.inbox.remove("a.csv")
        try bench.poll()
        #expect(try bench.generations("a.csv").last?.clearAction == "gone")
        try bench.inbox.put("a.csv", TillFile.withTrailer(1...3), modified: 1_700_000_001)
        try bench.settle()
        #expect(try bench.transfers.count == 3)
        #expect(try bench.ledger.proof().tally[.accepted] == (interface == "till.trailer" ? 3 : 0))
        try bench.expectSound()
    }

    @Test(arguments: Place.allCases) func evidenceIsNeverOverwritten(_ place: Place) throws {
        let bench = try bench(place, "move", interface: "till.sales")
        for round in 0..<4 {
            try bench.inbox.put("a.csv", TillFile.sales(1...3, cents: round % 3))
            try bench.settle()
            #expect(bench.inbox.texts == [])
        }
        #expect(bench.done.texts.count == 4)
        let kept = bench.done.texts.compactMap { bench.done.read($0) }
        #expect(Set(kept) == Set((0..<3).map { TillFile.sales(1...3, cents: $0) }))
        #expect(bench.done.read("a.csv") == TillFile.sales(1...3))
        try bench.expectSound()
    }

    @Test(arguments: Place.allCases) func aMoveThatIsRefusedIsTriedForEverAndNeverPostsAgain(_ place: Place) throws {
        let bench = try bench(place, "move", interface: "till.sales")
        let denied = TransportError(.permissionDenied, .rename, place: "test", detail: "injected")
        // Two of each try: to the hidden name, and from there or, where that is refused, at once to the folder.
        for call in 1...16 { bench.plan.inject(.fail(denied), into: .rename, call: call) }
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.settle()
        for _ in 0..<6 {
            #expect(try bench.open.map(\.state) == [.posted])
            #expect(try bench.poll(after: 4000).posted == 0)
        }
        #expect(try bench.open.first?.lastError?.hasPrefix("permission-denied") == true)
        #expect(try bench.pollUntilClean())
        #expect(try bench.generations("a.csv").map(\.lastError) == [nil])
        #expect(try bench.transfers.count == 1)
        #expect(bench.done.texts == ["a.csv"])
        try bench.expectSound()
    }

    /// Of the renaming to the hidden name, and of what follows it.
    @Test(
        arguments: Place.allCases.flatMap { place in [(place, "move", 1), (place, "move", 2), (place, "delete", 1), (place, "delete", 2)] })
    func aLostReplyIsResolvedByLooking(_ place: Place, _ action: String, _ act: Int) throws {
        let bench = try bench(place, action, interface: "till.sales")
        let isRemoval = action == "delete" && act == 2
        bench.plan.inject(.failAfterwards(bench.lost(.rename)), into: isRemoval ? .remove : .rename, call: isRemoval ? 1 : act)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.pollUntilClean())
        #expect(try bench.generations("a.csv").map(\.clearAction) == [action])
        #expect(bench.inbox.texts == [])
        #expect(bench.done.texts == (action == "move" ? ["a.csv"] : []))
        #expect(try bench.transfers.count == 1)
        try bench.expectSound()
    }

    @Test func aNewFileUnderTheNameIsNotClearedAway() throws {
        let bench = try bench(.local, "delete", interface: "till.sales")
        let inbox = bench.inbox
        bench.plan.inject(.fail(bench.lost(.remove)), into: .remove)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.settle()
        try inbox.put("a.csv", TillFile.sales(4...9))
        #expect(try bench.pollUntilClean())
        #expect(try bench.settle().failed == 0)
        #expect(try bench.generations("a.csv").map(\.clearAction) == ["delete", "delete"])
        #expect(try bench.sales.count == 9)
        try bench.expectSound()
    }
}
