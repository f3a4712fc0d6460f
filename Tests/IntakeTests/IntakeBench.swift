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

/// Where a drop's files are.
enum Place: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case local, sftp
    var testDescription: String { rawValue }
}

/// One drop with everything behind it, driven by hand: no thread of its own, no clock but the manual one.
final class IntakeBench {
    /// Compiled once: definitions do not change between tests.
    private static let shelf = Result {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let registry = try TillRegistry(in: folder.path + "/registry", canonical: canonical)
        return try PlanShelf(library: LibraryLoader.loadWhole(registry.folder))
    }
    static let canonical =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/Interfaces/canonical"

    let workspace: TemporaryFolder
    let server: LoopbackSSHServer?
    let clock = ManualTimekeeper(noonOf: RecordBatch.sampleDay)
    let plan: FaultPlan
    let logs = LogLines(level: .trace)
    let inbox: DropFolder
    private(set) var ledger: Ledger
    private(set) var pipeline: Pipeline
    private(set) var poller: DropPoller
    let drop: Drop
    private var lives = 1

    init(
        _ place: Place = .local, interface: String = "till.sales", plan: FaultPlan = FaultPlan(), floor: Int = 0,
        _ configure: (inout Drop) -> Void = { _ in }
    ) throws {
        workspace = try TemporaryFolder()
        self.plan = plan
        let endpoint: any Endpoint
        switch place {
        case .local:
            server = nil
            inbox = DropFolder(workspace.path + "/drop")
            endpoint = LocalFolder(root: inbox.path)
        case .sftp:
            let started = try LoopbackSSHServer()
            server = started
            inbox = DropFolder(started.folder)
            endpoint = SFTPEndpoint(try started.settings())
        }
        var drop = Drop(
            name: "pos", endpoint: FaultInjectingEndpoint(endpoint, plan: plan), interface: interface,
            clearing: .move(try RemoteFolder("done")), sessions: 1)
        configure(&drop)
        self.drop = drop
        (ledger, pipeline) = try Self.open(workspace.path + "/data", clock, try Self.shelf.get())
        poller = Self.poller(drop, pipeline, clock, "life-1", logs, floor: floor)
    }

    private static func open(_ folder: String, _ clock: ManualTimekeeper, _ shelf: PlanShelf) throws -> (Ledger, Pipeline) {
        let ledger = try Ledger(folder: folder, timekeeper: clock, charter: Charter(rules: [CharterRule(writer: "till")]))
        let archive = try Archive(folder: folder + "/archive")
        return (ledger, Pipeline(ledger: ledger, shelf: shelf, archive: archive, timekeeper: clock))
    }

    private static func poller(
        _ drop: Drop, _ pipeline: Pipeline, _ clock: ManualTimekeeper, _ owner: String, _ logs: LogLines,
        floor: Int = 0,
        isGone: @escaping @Sendable (String) -> Bool = { _ in false }
    ) -> DropPoller {
        DropPoller(
            drop: drop, pipeline: pipeline, timekeeper: clock,
            logger: logs.logger, owner: owner, isGone: isGone, freeSpaceFloor: floor)
    }

    /// Ten seconds later, one look.
    @discardableResult
    func poll(after seconds: Int64 = 10) throws -> PollReport {
        clock.advance(seconds: seconds)
        return try poller.poll()
    }

    /// Looks until a file that is there now has been taken, and once more.
    @discardableResult
    func settle() throws -> PollReport {
        var sum = PollReport()
        for _ in 0..<3 {
            let report = try poll()
            sum.posted += report.posted
            sum.refused += report.refused
            sum.cleared += report.cleared
            sum.failed += report.failed
        }
        return sum
    }

    /// Looks, far enough apart for every retry to be due, until nothing is open and nothing failed.
    func pollUntilClean(atMost limit: Int = 15) throws -> Bool {
        for _ in 0..<limit {
            let report = try poll(after: 4000)
            if report.failed == 0, report.waiting == 0, try open.isEmpty, try ledger.drops().first?.isGreen == true { return true }
        }
        return false
    }

    /// A new process over the same folders, after the old one was killed.
    func restart() throws {
        (ledger, pipeline) = try Self.open(workspace.path + "/data", clock, pipeline.shelf)
        lives += 1
        let owner = "life-\(lives)"
        poller = Self.poller(drop, pipeline, clock, owner, logs) { $0 != owner }
    }

    /// Another gateway on the same drop and the same ledger.
    func another(_ drop: Drop? = nil) throws -> DropPoller {
        let (_, pipeline) = try Self.open(workspace.path + "/data", clock, pipeline.shelf)
        return Self.poller(drop ?? self.drop, pipeline, clock, "other", logs)
    }

    var done: DropFolder { inbox.folder("done") }
    var open: [Pickup] { get throws { try ledger.openPickups(drop: drop.name) } }
    var transfers: [TransferView] { get throws { try ledger.transfers(limit: 1000).items.reversed() } }
    /// Current sales.
    var sales: [RecordView] { get throws { try ledger.records(kind: "sale", limit: 1000).items } }

    func generations(_ name: String) throws -> [Pickup] { try ledger.pickups(drop: drop.name, path: Array(name.utf8)) }

    func lost(_ verb: TransportError.Verb = .read) -> TransportError {
        TransportError(.connectionLost, verb, place: "test", detail: "injected")
    }

    /// Everything adds up, and every transfer's bytes are in the archive.
    func expectSound(_ comment: Comment? = nil, _ location: SourceLocation = #_sourceLocation) throws {
        #expect(try ledger.proof().discrepancies == [], comment, sourceLocation: location)
        #expect(try ledger.auditVerify().isIntact, comment, sourceLocation: location)
        for transfer in try transfers {
            let digest = try #require(transfer.digest)
            let stored = FileManager.default.contents(atPath: pipeline.archive.path(of: digest))
            #expect(stored.map { Digest.of($0) } == digest, comment, sourceLocation: location)
        }
        let pickups = try ledger.pickups(drop: nil, state: nil, limit: 10_000)
        for pickup in pickups where pickup.isDone && pickup.state != .vanished && pickup.lastError == nil {
            #expect(try transfers.count { $0.pickup == pickup.id && $0.state != .abandoned } == 1, comment, sourceLocation: location)
        }
    }
}
