import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Ownership
import Registry
import Testing
import Translation

@testable import Intake

/// What a translation counts reaches the transfer, by either way of posting, and the proof holds it to it.
@Suite struct CountTests {
    private let bench: IntakeBench
    private let library: Library

    init() throws {
        bench = try IntakeBench()
        let folder = bench.workspace.path + "/registry"
        _ = try TillRegistry(in: folder, canonical: IntakeBench.canonical)
        let sales = try String(contentsOfFile: folder + "/till.sales/1.0.0.yaml", encoding: .utf8)
        for (id, change) in [
            ("till.some", ("each: row\n  fields", "each: row\n  where: number != 'test'\n  fields")),
            ("till.checked", ("each: row\n  fields", "each: row\n  where: number != 'test'\n  fields")),
        ] {
            var text = sales.replacingOccurrences(of: "till.sales", with: id).replacingOccurrences(of: change.0, with: change.1)
            if id == "till.checked" { text = text.replacingOccurrences(of: "map:\n", with: "on-error: {file-threshold: 10%}\nmap:\n") }
            try FileManager.default.createDirectory(atPath: "\(folder)/\(id)", withIntermediateDirectories: true)
            try text.write(toFile: "\(folder)/\(id)/1.0.0.yaml", atomically: true, encoding: .utf8)
        }
        library = try LibraryLoader.load(folder)
    }

    private func arrival(_ interface: String, _ weakened: Weakening? = nil) throws -> Arrival {
        let plan = try Plan(try #require(library.definition(interface)), library: library, weakened: weakened)
        return Arrival(door: .rest, source: "channel", name: "body", plan: plan, writer: "till")
    }

    private static func tests(_ count: Int) -> [UInt8] {
        Array(repeating: Array("0042;20261123;1;test;100011;1.00\n".utf8), count: count).flatMap { $0 }
    }

    private static func passed(_ count: Int) -> FileCounts.Line {
        .init(record: "row", fate: .passedOver, detail: "number != 'test'", count: count)
    }

    @Test(arguments: ["till.some", "till.checked"], [3, 40_000]) func theyReachTheTransfer(_ interface: String, _ sales: Int) throws {
        let receipt = try bench.pipeline.receive(arrival(interface), body: TillFile.sales(1...sales) + Self.tests(9))
        #expect(receipt.transfer.records == sales)
        #expect(receipt.transfer.passedOver == 9)
        #expect(receipt.counts.lines.contains(Self.passed(9)))
        try bench.expectSound()
        let proof = try bench.ledger.proof()
        #expect((proof.records, proof.passedOver) == (sales, 9))
    }

    @Test func aRefusedFileIsCountedToo() throws {
        let body = TillFile.badRow(1) + Self.tests(2)
        let receipt = try bench.pipeline.receive(arrival("till.checked"), body: body)
        #expect((receipt.transfer.state, receipt.transfer.passedOver) == (.refused, 2))
        let rehearsal = try bench.pipeline.rehearse(arrival("till.checked"), size: body.count, digest: .of(body)) { MemorySource(body) }
        #expect(rehearsal.counts?.total(.passedOver) == 2)
        try bench.expectSound()
    }

    /// A file of which the contract wants nothing is through; there is nothing to post, and the receipt says why.
    @Test func aFileThatIsPassedOverWholeIsPosted() throws {
        let receipt = try bench.pipeline.receive(arrival("till.some"), body: Self.tests(4))
        #expect((receipt.transfer.state, receipt.transfer.records, receipt.transfer.passedOver) == (.posted, 0, 4))
        #expect(try bench.ledger.exceptions().items.isEmpty)
        try bench.expectSound()
    }

    /// What nobody has a name for is no passing-over.
    @Test func whatNoMapReadsRefusesTheFile() throws {
        let plan = try arrival("till.some").plan
        var summary = TranslationSummary()
        summary.passedOver = 3
        summary.counts.add("row", .passedOver, count: 3)
        let finding = try #require(summary.unclaimed(plan, "a.csv").first)
        #expect((finding.rule, finding.found) == ("unclaimed", "3 groups that no map reads"))
        summary.counts.add("other", .passedOver, "kind == 'x'")
        #expect(summary.unclaimed(plan, "a.csv").isEmpty)
        summary.records = 1
        #expect(summary.unclaimed(plan, "a.csv").isEmpty)
    }

    @Test func aTranslationThatDoesNotCountIsNoticed() throws {
        let receipt = try bench.pipeline.receive(arrival("till.some", .passedOver), body: TillFile.sales(1...3) + Self.tests(9))
        #expect(receipt.transfer.passedOver == 0)
        #expect(try bench.ledger.proof().discrepancies.count == 1)
    }
}
