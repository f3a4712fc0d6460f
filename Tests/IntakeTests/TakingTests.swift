import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Testing
import Transport

@testable import Intake

/// Hazards 5, 8 to 10, 13, 18 and 22: what happens between the listing and the ledger.
@Suite struct TakingTests {
    @Test func aFileThatVanishesIsNotedOnceAndTakenWhenItComesBack() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.inbox.put("b.csv", TillFile.sales(4...5))
        let inbox = bench.inbox
        // Gone after the listing, before it is opened.
        bench.plan.inject(.stall { try? inbox.remove("a.csv") }, into: .read)
        let report = try bench.settle()
        #expect(report.posted == 1)
        #expect(report.failed == 0)
        #expect(try bench.generations("a.csv").map(\.state) == [.vanished])
        try bench.settle()
        #expect(try bench.generations("a.csv").count == 1)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.settle().posted == 1)
        #expect(try bench.generations("a.csv").map(\.state) == [.vanished, .cleared])
        try bench.expectSound()
    }

    @Test func aFileThatVanishesWhileItSettlesIsNoted() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        try bench.inbox.remove("a.csv")
        try bench.poll()
        #expect(try bench.generations("a.csv").map(\.state) == [.vanished])
        #expect(try bench.open.isEmpty)
    }

    @Test(arguments: Place.allCases) func aServerThatEndsEarlyIsNotBelieved(_ place: Place) throws {
        let bench = try IntakeBench(place)
        bench.plan.inject(.truncate(after: 30), into: .read)
        try bench.inbox.put("a.csv", TillFile.sales(1...5))
        try bench.poll()
        #expect(try bench.poll().posted == 0)
        #expect(try bench.generations("a.csv").map(\.state) == [.settling])
        // It settles anew: two looks, and its age counts from now.
        #expect(try bench.poll(after: 1).posted == 0)
        #expect(try bench.poll(after: 1).posted == 0)
        #expect(try bench.poll(after: 5).posted == 1)
        #expect(try bench.sales.count == 5)
        try bench.expectSound()
    }

    @Test func aFileThatGrowsWhileItIsCopiedSettlesAgain() throws {
        let bench = try IntakeBench()
        let inbox = bench.inbox
        bench.plan.inject(.stall { try? inbox.put("a.csv", TillFile.sales(4...5), append: true) }, into: .read)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        #expect(try bench.poll().posted == 0)
        #expect(try bench.settle().posted == 1)
        #expect(try bench.transfers.count == 1)
        #expect(try bench.sales.count == 5)
    }

    @Test func aFileRewrittenAtTheSameLengthSettlesAgain() throws {
        let bench = try IntakeBench()
        let inbox = bench.inbox
        // Right after the copy, before the second stat: only the time tells, by a fraction of a second.
        bench.plan.inject(.stall { try? inbox.put("a.csv", TillFile.sales(1...3, cents: 1)) }, into: .stat)
        try bench.inbox.put("a.csv", TillFile.sales(1...3), modified: 1_700_000_000)
        try bench.poll()
        #expect(try bench.poll().posted == 0)
        #expect(try bench.settle().posted == 1)
        #expect(try bench.transfers.first?.digest == .of(TillFile.sales(1...3, cents: 1)))
    }

    @Test(arguments: Place.allCases) func anUnreadableFileStopsNobody(_ place: Place) throws {
        let bench = try IntakeBench(place)
        let denied = TransportError(.permissionDenied, .open, place: "test", detail: "injected")
        // The first file's tries: each of the two others is read to take it and to clear it.
        for call in [1, 6, 7] { bench.plan.inject(.fail(denied), into: .read, call: call) }
        for name in ["a.csv", "b.csv", "c.csv"] {
            let number = Int(name.utf8.first ?? 0)
            try bench.inbox.put(name, TillFile.sales(number...number))
        }
        let report = try bench.settle()
        #expect(report.posted == 2)
        #expect(report.failed >= 1)
        let failed = try #require(try bench.open.first)
        #expect(failed.state == .failed)
        #expect(failed.lastError?.hasPrefix("permission-denied") == true)
        // It is tried again later and later, not at every look.
        let reads = bench.plan.calls(of: .read)
        _ = try bench.poll(after: 1)
        #expect(bench.plan.calls(of: .read) == reads)
        #expect(try bench.pollUntilClean())
        #expect(try bench.sales.count == 3)
        try bench.expectSound()
    }

    @Test func aFailedFileThatIsTakenAwayIsGone() throws {
        let bench = try IntakeBench()
        bench.plan.inject(.fail(TransportError(.refused, .read, place: "test", detail: "injected")), into: .read)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.settle()
        try bench.inbox.remove("a.csv")
        try bench.poll()
        #expect(try bench.generations("a.csv").map(\.state) == [.vanished])
    }

    @Test func aFolderThatCannotBeListedIsNotEmpty() throws {
        let bench = try IntakeBench()
        bench.plan.inject(.fail(TransportError(.permissionDenied, .list, place: "test", detail: "injected")), into: .list, call: 2)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        #expect(try bench.poll().failed == 1)
        let status = try #require(try bench.ledger.drops().first)
        #expect(!status.isGreen)
        #expect(status.seen == 1)
        // What was known is still there: nobody saw that it is gone.
        #expect(try bench.open.count == 1)
        #expect(try bench.poll().posted == 1)
        #expect(try bench.ledger.drops().first?.isGreen == true)
    }

    @Test func namesAreOpaque() throws {
        let bench = try IntakeBench(.local)
        var names: [[UInt8]] = [
            "a b.csv", "a%20b.csv", "a+b.csv", "'q\"uote'.csv", "new\nline.csv", "Ä.csv", "A\u{308}.csv", "ä.csv", "-rf", "$(x).csv",
        ]
        .map { Array($0.utf8) }
        names.append([0xFF, 0xFE, 0x41])
        names.append(Array(repeating: UInt8(ascii: "n"), count: 251) + Array(".csv".utf8))
        for (index, name) in names.enumerated() { try bench.inbox.put(name, TillFile.sales(index + 1...index + 1)) }
        #expect(try bench.settle().posted == names.count)
        #expect(bench.inbox.names == [])
        #expect(bench.done.names == names.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(try bench.sales.count == names.count)
        #expect(try bench.transfers.allSatisfy { !$0.name.contains("\n") })
        try bench.expectSound()
    }

    @Test func namesAreOpaqueOverSFTP() throws {
        let bench = try IntakeBench(.sftp)
        let names: [[UInt8]] = [
            Array("a b%.csv".utf8), Array("new\nline'.csv".utf8), [0xFF, 0xFE, 0x41], Array(repeating: 0x6E, count: 255),
        ]
        for (index, name) in names.enumerated() { try bench.inbox.put(name, TillFile.sales(index + 1...index + 1)) }
        #expect(try bench.settle().posted == names.count)
        #expect(bench.inbox.names == [])
        #expect(bench.done.names == names.sorted { $0.lexicographicallyPrecedes($1) })
        try bench.expectSound()
    }

    @Test func onlyPlainFilesAreTaken() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("real.csv", TillFile.sales(1...1))
        symlink("/etc/passwd", bench.inbox.path + "/link.csv")
        symlink("loop.csv", bench.inbox.path + "/loop.csv")
        mkfifo(bench.inbox.path + "/pipe.csv", 0o644)
        mkdir(bench.inbox.path + "/folder.csv", 0o755)
        #expect(try bench.settle().posted == 1)
        #expect(try bench.transfers.count == 1)
        #expect(try bench.open.isEmpty)
    }

    @Test func theSameContentUnderAnotherNamePostsNothing() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.settle()
        try bench.inbox.put("b.csv", TillFile.sales(1...3))
        try bench.settle()
        let last = try #require(try bench.transfers.last)
        #expect(last.duplicateOf == 1)
        #expect(last.tally[.duplicate] == 3)
        #expect(try bench.sales.count == 3)
        #expect(bench.done.texts == ["a.csv", "b.csv"])
        try bench.expectSound()
    }

    @Test func theSameNameWithNewContentIsACorrection() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.settle()
        try bench.inbox.put("a.csv", TillFile.sales(1...3, cents: 50))
        try bench.settle()
        #expect(try bench.generations("a.csv").map(\.state) == [.cleared, .cleared])
        #expect(try bench.transfers.last?.tally[.accepted] == 3)
        #expect(try bench.sales.count == 3)
        let id = try #require(try bench.sales.first).id
        #expect(try bench.ledger.recordHistory(kind: "sale", id).count == 2)
        // The first file stays in the archive folder of the sender as it was.
        #expect(bench.done.read("a.csv") == TillFile.sales(1...3))
        #expect(bench.done.texts.count == 2)
        try bench.expectSound()
    }

    @Test func anInterfaceThatAsksSetsACorrectionAside() throws {
        let bench = try IntakeBench(interface: "till.ask")
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.settle()
        try bench.inbox.put("a.csv", TillFile.sales(1...3, cents: 50))
        try bench.settle()
        #expect(try bench.transfers.last?.tally[.quarantined] == 3)
        #expect(try bench.ledger.exceptions().items.count == 3)
        #expect(try bench.open.isEmpty)
        try bench.expectSound()
    }

    @Test func belowTheFreeSpaceFloorNothingIsClaimed() throws {
        let bench = try IntakeBench(floor: .max)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.settle().posted == 0)
        #expect(try bench.open.map(\.state) == [.settling])
        #expect(bench.inbox.texts == ["a.csv"])
        try bench.restart()
        #expect(try bench.settle().posted == 1)
        try bench.expectSound()
    }

    @Test func manyFilesOnSeveralSessionsAreTakenOnceEach() throws {
        let bench = try IntakeBench { $0.sessions = 4 }
        for number in 1...60 { try bench.inbox.put("sales-\(number).csv", TillFile.sales(number * 10...number * 10 + 4)) }
        #expect(try bench.settle().posted == 60)
        #expect(try bench.sales.count == 300)
        #expect(try bench.transfers.count == 60)
        #expect(bench.done.names.count == 60)
        try bench.expectSound()
    }

    @Test func aStoppedPollerBeginsNothing() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.inbox.put("b.csv", TillFile.sales(4...6))
        try bench.poll()
        let poller = bench.poller
        // Told to stop in the middle of the first file: that one is finished, the other not begun.
        bench.plan.inject(.stall { poller.stop() }, into: .read)
        let report = try bench.poll()
        #expect(report.cleared == 1)
        #expect(report.failed == 0)
        #expect(try bench.open.map(\.state) == [.settling])
        try bench.restart()
        #expect(try bench.settle().posted == 1)
        try bench.expectSound()
    }
}
