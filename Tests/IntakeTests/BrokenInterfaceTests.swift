import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Logging
import Ownership
import Registry
import Testing
import Transport

@testable import Intake

/// A contract with complaints takes nothing, says why, and stops no other.
@Suite struct BrokenInterfaceTests {
    let bench: IntakeBench
    let folder: String

    init() throws {
        bench = try IntakeBench()
        folder = bench.workspace.path + "/registry"
        _ = try TillRegistry(in: folder, canonical: IntakeBench.canonical)
    }

    /// Puts a typing error into a contract.
    func breakContract(_ id: String, _ old: String = "{from: day}", _ new: String = "{from: dya}") throws {
        let path = "\(folder)/\(id)/1.0.0.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old))
        try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    var pipeline: Pipeline {
        get throws {
            Pipeline(
                ledger: bench.ledger, shelf: PlanShelf(library: try LibraryLoader.load(folder)), archive: bench.pipeline.archive,
                timekeeper: bench.clock)
        }
    }

    func poller(_ pipeline: Pipeline, _ drop: Drop) -> DropPoller {
        DropPoller(
            drop: drop, pipeline: pipeline, timekeeper: bench.clock, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() },
            owner: "one", freeSpaceFloor: 0)
    }

    @Test func itsDropIsNotLookedIntoAndItsFilesWait() throws {
        try breakContract("till.sales")
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        let pipeline = try pipeline
        let broken = poller(pipeline, bench.drop)
        for _ in 0..<4 {
            bench.clock.advance(seconds: 10)
            #expect(try broken.poll().failed == 1)
        }
        #expect(try bench.transfers.isEmpty && bench.open.isEmpty && bench.inbox.texts == ["a.csv"])
        let status = try #require(try bench.ledger.drops().first)
        #expect(!status.isGreen && status.lastError == "the interface 'till.sales@1.0.0' has a complaint, see 'crossdock interfaces check'")
        // Another drop of the same gateway goes on.
        var other = bench.drop
        (other.name, other.interface) = ("other", "till.accept")
        let good = poller(pipeline, other)
        for _ in 0..<4 {
            bench.clock.advance(seconds: 10)
            try good.poll()
        }
        #expect(try bench.transfers.map(\.interface) == ["till.accept"])
        try bench.expectSound()
    }

    @Test func whatWasPutRightIsTaken() throws {
        try breakContract("till.sales")
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        _ = try poller(try pipeline, bench.drop).poll()
        try breakContract("till.sales", "{from: dya}", "{from: day}")
        let mended = poller(try pipeline, bench.drop)
        for _ in 0..<4 {
            bench.clock.advance(seconds: 10)
            try mended.poll()
        }
        #expect(try bench.transfers.count == 1 && bench.ledger.drops().first?.isGreen == true)
    }

    /// A replay under another version would say something else than the version that is there.
    @Test func aReplayIsNotDoneUnderAnotherVersion() throws {
        let first = try pipeline
        let plan = try #require(first.shelf.plan("till.sales"))
        let receipt = try first.receive(
            Arrival(door: .file, source: "pos", name: "a.csv", plan: plan, writer: "till"), body: TillFile.sales(1...3))
        try FileManager.default.copyItem(atPath: folder + "/till.sales/1.0.0.yaml", toPath: folder + "/till.sales/1.1.0.yaml")
        let newer = try String(contentsOfFile: folder + "/till.sales/1.1.0.yaml", encoding: .utf8).replacing(
            "version: 1.0.0", with: "version: 1.1.0")
        try newer.write(toFile: folder + "/till.sales/1.1.0.yaml", atomically: true, encoding: .utf8)
        try breakContract("till.sales")
        let later = try pipeline
        #expect(later.shelf.plan("till.sales")?.definition.version.description == "1.1.0")
        let admin = try bench.ledger.createUser(name: "admin", roles: [.admin], by: nil)
        let ops = try bench.ledger.createUser(name: "ops", roles: [.operator], by: admin)
        #expect(throws: PipelineError.brokenInterface("till.sales@1.0.0", complaints: 1)) {
            try later.replay(receipt.transfer, by: ops.name)
        }
    }

    /// Evidence is neither kept nor lost by a typing error: what the contract means is looked at once it is put right.
    @Test func itsMeaningIsNotForgotten() throws {
        try breakContract("till.sales")
        let library = PlanShelf(library: try LibraryLoader.load(folder)).library
        #expect(library.contracts.broken == ["till.sales@1.0.0"] && library.contracts.entries["till.sales@1.0.0"] == nil)
        let objections = library.contracts.objections(to: .init(writer: "till", interfaces: ["till.sales@1.0.0"]))
        #expect(objections == ["The interface till.sales@1.0.0 has complaints, see 'crossdock interfaces check'."])
    }
}
