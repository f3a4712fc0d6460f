import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Registry
import Testing
import Translation

@testable import Intake

/// The pipeline from its two doors: what is posted, refused, repeated and resumed.
@Suite struct PipelineTests {
    private func arrival(_ bench: IntakeBench, _ interface: String = "till.sales", key: String? = nil) throws -> Arrival {
        let plan = try #require(bench.pipeline.shelf.plan(interface))
        return Arrival(door: .rest, source: "channel", name: "body", plan: plan, writer: "till", idempotencyKey: key)
    }

    @Test func theSameBodyAgainPostsNothing() throws {
        let bench = try IntakeBench()
        let first = try bench.pipeline.receive(arrival(bench), body: TillFile.sales(1...3))
        #expect(first.transfer.tally[.accepted] == 3)
        let second = try bench.pipeline.receive(arrival(bench), body: TillFile.sales(1...3))
        #expect(second.transfer.duplicateOf == first.transfer.id)
        #expect(second.transfer.tally[.duplicate] == 3)
        try bench.expectSound()
    }

    @Test func anIdempotencyKeyGetsTheFirstAnswer() throws {
        let bench = try IntakeBench()
        let first = try bench.pipeline.receive(arrival(bench, key: "k"), body: TillFile.sales(1...3))
        let again = try bench.pipeline.receive(arrival(bench, key: "k"), body: TillFile.sales(1...3))
        #expect(again.isReplay)
        #expect(again.transfer.id == first.transfer.id)
        #expect(throws: LedgerError.idempotencyConflict) {
            _ = try bench.pipeline.receive(arrival(bench, key: "k"), body: TillFile.sales(1...4))
        }
        #expect(try bench.transfers.count == 1)
    }

    @Test func aFileAndABodyAreTheSame() throws {
        let bench = try IntakeBench()
        let path = bench.workspace.path + "/sales.csv"
        try Data(TillFile.sales(1...3)).write(to: URL(fileURLWithPath: path))
        _ = try bench.pipeline.receive(arrival(bench), file: path)
        let second = try bench.pipeline.receive(arrival(bench), body: TillFile.sales(1...3))
        #expect(second.transfer.duplicateOf == 1)
        // The caller's file is left alone.
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func aBadRowIsRejectedAndTheOthersArePosted() throws {
        let bench = try IntakeBench()
        let receipt = try bench.pipeline.receive(
            arrival(bench), body: TillFile.sales(1...3) + TillFile.badRow(4) + TillFile.sales(5...6))
        #expect(receipt.transfer.tally[.accepted] == 5)
        #expect(receipt.transfer.tally[.rejected] == 1)
        let exception = try #require(try bench.ledger.exceptions().items.first)
        #expect(exception.finding.line == 4)
        #expect(exception.finding.record == 4)
        #expect(exception.finding.field == "day")
        try bench.expectSound()
    }

    @Test func aWrongTrailerRefusesTheWholeFile() throws {
        let bench = try IntakeBench()
        let receipt = try bench.pipeline.receive(arrival(bench, "till.trailer"), body: TillFile.withTrailer(1...5, off: -1))
        #expect(receipt.transfer.state == .refused)
        #expect(receipt.transfer.tally[.quarantined] == 5)
        #expect(try bench.sales.isEmpty)
        #expect(try bench.ledger.exceptions().items.count == 1)
        let digest = try #require(receipt.transfer.digest)
        #expect(bench.pipeline.archive.holds(digest))
        try bench.expectSound()
    }

    @Test(arguments: [(1, true), (3, false)]) func tooManyErrorsRefuseTheFile(_ bad: Int, _ isPosted: Bool) throws {
        let bench = try IntakeBench()
        let rows = (1...bad).flatMap { TillFile.badRow(100 + $0) }
        let receipt = try bench.pipeline.receive(arrival(bench, "till.threshold"), body: TillFile.sales(1...18) + rows)
        #expect((receipt.transfer.state == .posted) == isPosted)
        #expect(try bench.sales.count == (isPosted ? 18 : 0))
        if !isPosted { #expect(receipt.transfer.refusal == "file-threshold") }
        try bench.expectSound()
    }

    @Test(arguments: [UInt8(ascii: "x"), 0xFF]) func rubbishIsRefusedOrRejectedNeverPosted(_ byte: UInt8) throws {
        let bench = try IntakeBench()
        let receipt = try bench.pipeline.receive(arrival(bench), body: Array(repeating: byte, count: 10_000))
        #expect(receipt.transfer.tally[.accepted] == 0)
        #expect(try !bench.ledger.exceptions().items.isEmpty)
        try bench.expectSound()
    }

    /// Larger than one batch, cut after its first: the successor goes on where the ledger stands.
    @Test func aTransferCutBetweenBatchesIsResumed() throws {
        let bench = try IntakeBench()
        let bytes = TillFile.sales(1...20_000)
        let stored = try bench.pipeline.archive.store { sink in try bytes.withUnsafeBytes { try sink($0) } }
        let arrival = try arrival(bench)
        struct Crash: Error {}
        var batches = 0
        do {
            guard
                case .new(let posting) = try bench.ledger.open(
                    TransferDraft(
                        door: .rest, source: "channel", name: "body", interface: "till.sales", version: "1.0.0", writer: "till",
                        states: arrival.plan.definition.states, size: bytes.count, digest: stored.digest, receivedAt: bench.clock.now()))
            else {
                Issue.record("not new")
                return
            }
            _ = try Translator(plan: arrival.plan, file: "body").translate(MemorySource(bytes)) { batch in
                batches += 1
                if batches == 2 { throw Crash() }
                try posting.post(batch)
            }
        } catch is Crash {}
        #expect(try bench.transfers.map(\.state) == [.posting])
        let through = try #require(try bench.transfers.first).postedThrough
        #expect(through > 0 && through < 20_000)
        try bench.restart()
        let receipt = try bench.pipeline.receive(arrival, stored: stored)
        #expect(receipt.transfer.id == 1)
        #expect(receipt.transfer.tally[.accepted] == 20_000)
        #expect(try bench.transfers.count == 1)
        try bench.expectSound()
    }

    @Test func aReplayAfterTheCrosswalkWasPutRightPostsWhatWasRejected() throws {
        let bench = try IntakeBench()
        let folder = bench.workspace.path + "/registry"
        let registry = try TillRegistry(in: folder, canonical: IntakeBench.canonical)
        func pipeline() throws -> Pipeline {
            Pipeline(
                ledger: bench.ledger, shelf: try PlanShelf(library: LibraryLoader.load(folder)), archive: bench.pipeline.archive,
                timekeeper: bench.clock)
        }
        let before = try pipeline()
        let plan = try #require(before.shelf.plan("till.coded"))
        let body = TillFile.sales(1...3) + TillFile.sales(4...5, sku: "999999")
        let first = try before.receive(
            Arrival(door: .file, source: "pos", name: "a.csv", plan: plan, writer: "till"), body: body)
        #expect(first.transfer.tally[.accepted] == 3)
        #expect(first.transfer.tally[.rejected] == 2)
        #expect(try bench.ledger.exceptions().items.count == 2)
        // Nothing has changed yet: nothing new comes of it.
        #expect(try before.replay(first.transfer, by: "anna").transfer.tally[.rejected] == 2)
        try registry.writeItems(["till,*,100011,100011,,", "till,*,999999,100099,,"])
        let again = try pipeline().replay(first.transfer, by: "anna")
        #expect(again.transfer.tally[.duplicate] == 3)
        #expect(again.transfer.tally[.accepted] == 2)
        #expect(try bench.sales.count == 5)
        try bench.expectSound()
    }

    @Test func aReplayNeedsTheBytes() throws {
        let bench = try IntakeBench()
        let receipt = try bench.pipeline.receive(arrival(bench), body: TillFile.sales(1...3))
        let digest = try #require(receipt.transfer.digest)
        unlink(bench.pipeline.archive.path(of: digest))
        #expect(throws: PipelineError.notArchived(1)) { _ = try bench.pipeline.replay(receipt.transfer, by: "anna") }
    }

    @Test func aLargeFileComesOutAsASmallOne() throws {
        let bench = try IntakeBench()
        let bytes = TillFile.sales(1...40_000)
        #expect(bytes.count > 1 << 20)
        let receipt = try bench.pipeline.receive(arrival(bench), body: bytes)
        #expect(receipt.transfer.tally[.accepted] == 40_000)
        #expect(receipt.transfer.records == 40_000)
        try bench.expectSound()
    }
}
