import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Testing
import Transport

@testable import Intake

/// Hazards 1 to 4, 6 and 26: what counts as whole.
@Suite struct SettlingTests {
    @Test(arguments: Place.allCases) func aFileIsTakenOnTheSecondUnchangedLook(_ place: Place) throws {
        let bench = try IntakeBench(place)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.poll().waiting == 1)
        #expect(try bench.transfers.isEmpty)
        let report = try bench.poll()
        #expect(report.posted == 1)
        #expect(report.cleared == 1)
        #expect(try bench.sales.count == 3)
        #expect(bench.inbox.texts == [])
        #expect(bench.done.read("a.csv") == TillFile.sales(1...3))
        #expect(try bench.generations("a.csv").map(\.clearAction) == ["move"])
        try bench.expectSound()
    }

    @Test func theMinimumAgeIsMeasuredOnOurClock() throws {
        let bench = try IntakeBench { $0.minimumAge = 30 }
        // The sender's client says the file is old; that is not believed.
        try bench.inbox.put("a.csv", TillFile.sales(1...3), modified: 1000)
        for _ in 0..<3 { #expect(try bench.poll().posted == 0) }
        #expect(try bench.poll().posted == 1)
    }

    @Test(arguments: [0, 1, 4_102_444_800]) func oddTimesAreTaken(_ modified: Int) throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3), modified: modified)
        try bench.inbox.put("b.csv", TillFile.sales(4...5), modified: modified)
        #expect(try bench.settle().posted == 2)
        try bench.expectSound()
    }

    @Test(arguments: Place.allCases) func aGrowingFileIsNotTaken(_ place: Place) throws {
        let bench = try IntakeBench(place)
        try bench.inbox.put("a.csv", TillFile.sales(1...1))
        for number in 2...5 {
            #expect(try bench.poll().waiting == 1)
            try bench.inbox.put("a.csv", TillFile.sales(number...number), append: true)
        }
        #expect(try bench.poll().posted == 0)
        #expect(try bench.poll().posted == 1)
        #expect(try bench.sales.count == 5)
        #expect(try bench.transfers.count == 1)
    }

    @Test func aStalledUploadWithATrailerIsRefusedWholeAndTakenOnceItIsThere() throws {
        let bench = try IntakeBench(interface: "till.trailer")
        let whole = TillFile.withTrailer(1...5)
        try bench.inbox.put("a.csv", Array(whole.prefix(40)))
        // It stalls for three looks and seems whole; the missing trailer tells.
        #expect(try bench.settle().refused == 1)
        #expect(try bench.sales.isEmpty)
        try bench.inbox.put("a.csv", whole)
        #expect(try bench.settle().posted == 1)
        #expect(try bench.sales.count == 5)
        #expect(try bench.generations("a.csv").map(\.state) == [.refused, .cleared])
        try bench.expectSound()
    }

    @Test func theClockMayJump() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.poll().posted == 0)
        #expect(try bench.poll(after: -3600).posted == 0)
        #expect(try bench.poll().posted == 1)
        try bench.inbox.put("b.csv", TillFile.sales(4...5))
        #expect(try bench.poll(after: 86_400).posted == 0)
        #expect(try bench.poll(after: 86_400).posted == 1)
        #expect(try bench.transfers.count == 2)
        try bench.expectSound()
    }

    @Test func aRetryIsNotLostToAClockSetBack() throws {
        let bench = try IntakeBench()
        bench.plan.inject(.fail(TransportError(.refused, .read, place: "test", detail: "injected")), into: .read)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.settle().failed == 1)
        // Due at once, once it has the age again that a clock set back took from it.
        #expect(try bench.poll(after: -30 * 86_400).posted == 0)
        #expect(try bench.poll().posted == 1)
    }

    @Test func temporaryNamesAreNeverTaken() throws {
        let bench = try IntakeBench { $0.ignore = [NamePattern("*.uploading")] }
        let names = ["a.csv.tmp", "a.part", "a.csv.filepart", "a.writing", "a.csv~", ".a.csv", "a.csv.uploading"]
        for (index, name) in names.enumerated() { try bench.inbox.put(name, TillFile.sales(index + 1...index + 1)) }
        #expect(try bench.settle().posted == 0)
        #expect(try bench.poll().seen == 0)
        for name in names { try bench.inbox.rename(name, to: "final-\(names.firstIndex(of: name) ?? 0).csv") }
        #expect(try bench.settle().posted == names.count)
        #expect(try bench.sales.count == names.count)
        #expect(try bench.transfers.count == names.count)
        try bench.expectSound()
    }

    @Test func aRenameWhileTheFolderIsListedIsTakenOnce() throws {
        let bench = try IntakeBench()
        try bench.inbox.put("a.csv.tmp", TillFile.sales(1...3))
        try bench.poll()
        let inbox = bench.inbox
        bench.plan.inject(.stall { try? inbox.rename("a.csv.tmp", to: "a.csv") }, into: .list, call: 2)
        try bench.settle()
        #expect(try bench.settle().posted <= 1)
        #expect(try bench.transfers.count == 1)
        #expect(try bench.sales.count == 3)
    }

    @Test(arguments: ["a.csv.done", "a.done"]) func aFileWaitsForItsDoneFile(_ name: String) throws {
        let bench = try IntakeBench { $0.doneSuffix = ".done" }
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        for _ in 0..<4 { #expect(try bench.poll().waiting == 1) }
        try bench.inbox.put(name, [])
        #expect(try bench.poll().posted == 1)
        // The done file goes with its file, or it would vouch for the next one of that name.
        #expect(bench.inbox.texts == [])
        try bench.inbox.put("a.csv", TillFile.sales(4...5))
        for _ in 0..<3 { #expect(try bench.poll().waiting == 1) }
        try bench.expectSound()
    }

    @Test func aDoneFileThatComesFirstWaits() throws {
        let bench = try IntakeBench { $0.doneSuffix = ".done" }
        try bench.inbox.put("a.csv.done", [])
        for _ in 0..<3 { #expect(try bench.poll() == PollReport()) }
        #expect(bench.inbox.texts == ["a.csv.done"])
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        #expect(try bench.poll().posted == 1)
    }

    @Test func aDoneFileIsRemovedEvenIfTheAnswerToTheMoveWasLost() throws {
        let bench = try IntakeBench { $0.doneSuffix = ".done" }
        bench.plan.inject(.failAfterwards(bench.lost(.rename)), into: .rename)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.inbox.put("a.csv.done", [])
        #expect(try bench.pollUntilClean())
        #expect(bench.inbox.texts == [])
        #expect(try bench.transfers.count == 1)
    }

    @Test(arguments: [("till.sales", PickupState.refused, 1), ("till.accept", .cleared, 1), ("till.ignore", .refused, 0)])
    func zeroBytes(_ interface: String, _ state: PickupState, _ transfers: Int) throws {
        let bench = try IntakeBench(interface: interface)
        try bench.inbox.put("empty.csv", [])
        for _ in 0..<3 { try bench.settle() }
        let pickup = try #require(try bench.generations("empty.csv").first)
        #expect(try bench.generations("empty.csv").count == 1)
        #expect(pickup.state == state)
        #expect(pickup.clearAction == "move")
        #expect(try bench.transfers.count == transfers)
        #expect(try bench.ledger.exceptions().items.map(\.finding.rule) == (interface == "till.sales" ? ["empty"] : []))
        #expect(bench.inbox.texts == [])
        #expect(bench.done.texts == ["empty.csv"])
        try bench.expectSound()
    }
}
