import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Testing
import Transport

@testable import Intake

/// Nothing is removed or moved away that was not read: another file may take the name at any moment, with the same
/// size and time.
@Suite struct ReplacedFileTests {
    private static let time = 1_700_000_000

    private func bench(_ place: Place, _ action: String, weakened: Weakening? = nil) throws -> IntakeBench {
        let folder = try RemoteFolder("done")
        let bench = try IntakeBench(place) { drop in
            drop.clearing = action == "move" ? .move(folder) : .delete
            drop.weakened = weakened
        }
        try bench.inbox.put("a.csv", TillFile.sales(1...3), modified: Self.time)
        return bench
    }

    /// Replaces the file right before the `call`-th call of a verb.
    private func replace(_ bench: IntakeBench, before verb: TransportError.Verb, call: Int = 1, cents: Int = 1) {
        let inbox = bench.inbox
        bench.plan.inject(
            .stall {
                try? inbox.put("next.tmp", TillFile.sales(1...3, cents: cents), modified: Self.time)
                rename(inbox.path + "/next.tmp", inbox.path + "/a.csv")
            }, into: verb, call: call)
    }

    static let cases = Place.allCases.flatMap { place in ["move", "delete"].map { (place, $0) } }

    @Test(arguments: cases) func whatReplacesAFileIsPostedAsACorrection(_ place: Place, _ action: String) throws {
        let bench = try bench(place, action)
        replace(bench, before: .rename)
        #expect(try bench.pollUntilClean())
        #expect(try bench.pollUntilClean())
        #expect(try bench.generations("a.csv").map(\.clearAction) == ["replaced", action])
        #expect(try bench.transfers.map(\.digest) == [.of(TillFile.sales(1...3)), .of(TillFile.sales(1...3, cents: 1))])
        #expect(try bench.ledger.exceptions().items.map(\.finding.rule) == ["replaced-after-reading"])
        #expect(bench.inbox.texts == [])
        #expect(bench.done.texts == (action == "move" ? ["a.csv"] : []))
        try bench.expectSound()
    }

    @Test func aDropThatTrustsSizeAndTimeLosesIt() throws {
        let bench = try bench(.local, "delete", weakened: .clearedUnread)
        replace(bench, before: .remove)
        #expect(try bench.pollUntilClean())
        #expect(try bench.transfers.count == 1)
        #expect(bench.inbox.texts == [])
    }

    /// A third file has the name by then: the second waits under its hidden name until it is free.
    @Test func whatCannotHaveItsNameAgainYetWaitsForIt() throws {
        let bench = try bench(.local, "delete")
        replace(bench, before: .rename)
        replace(bench, before: .rename, call: 2, cents: 2)
        try bench.settle()
        #expect(try bench.ledger.keptAside(drop: "pos").count == 1)
        #expect(try bench.pollUntilClean())
        #expect(try bench.pollUntilClean())
        try bench.settle()
        #expect(try bench.ledger.keptAside(drop: "pos").isEmpty)
        #expect(Set(try bench.transfers.compactMap(\.digest)) == Set((0..<3).map { Digest.of(TillFile.sales(1...3, cents: $0)) }))
        #expect(bench.inbox.texts == [])
        try bench.expectSound()
    }

    @Test(arguments: ["move", "delete"]) func whereNothingMayBeRenamedItIsSaidThatNothingIsProven(_ action: String) throws {
        let bench = try bench(.local, action)
        bench.plan.inject(.fail(TransportError(.permissionDenied, .rename, place: "test", detail: "injected")), into: .rename)
        try bench.poll()
        #expect(try bench.poll().unproven == 1)
        #expect(try bench.generations("a.csv").map(\.clearAction) == [action])
        #expect(bench.logs.all.contains { $0.contains("cleared unproven") })
        #expect(bench.inbox.texts == [])
        try bench.expectSound()
    }

    /// Killed while the file has its hidden name: the next life finds it there, also if a new file has the name.
    @Test(arguments: ["move", "delete"], [false, true]) func aKilledGatewayFindsWhatItHasSetAside(_ action: String, _ isFollowed: Bool)
        throws
    {
        let bench = try bench(.local, action)
        for call in 1...2 { bench.plan.inject(.fail(bench.lost(.read)), into: .read, call: call + 1) }
        try bench.poll()
        #expect(try bench.poll().failed == 1)
        #expect(bench.inbox.texts.count == 1)
        #expect(bench.inbox.texts.allSatisfy { $0.hasPrefix(".crossdock-aside-") })
        try bench.restart()
        if isFollowed { try bench.inbox.put("a.csv", TillFile.sales(4...6), modified: Self.time) }
        #expect(try bench.pollUntilClean())
        #expect(try bench.pollUntilClean())
        #expect(try bench.sales.count == (isFollowed ? 6 : 3))
        #expect(bench.inbox.texts == [])
        try bench.expectSound()
    }

    @Test(arguments: Place.allCases) func ofALargeFileTheBeginningAndTheEndAreCompared(_ place: Place) throws {
        let bench = try bench(place, "delete")
        let size = Int(ContentCheck.wholeUpTo) + 5
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: size)
        let stored = try bench.pipeline.archive.store { sink in try bytes.withUnsafeBytes { try sink($0) } }
        var pickup = Pickup(
            drop: "pos", path: Array("big".utf8), size: Int64(size), mtime: Int64(Self.time) * 1000, firstSeen: bench.clock.now())
        pickup.digest = stored.digest
        let session = try bench.drop.endpoint.connect()
        defer { session.close() }
        let lease = Lease(PickupStep(pickup: 1, fence: 1), bench.ledger, bench.clock)
        let check = ContentCheck(session: session, archive: bench.pipeline.archive, lease: lease)
        let path = RemoteFolder.root.file(try RemoteName("big"))
        for (changed, isRead) in [(nil, true), (0, false), (size - 1, false)] as [(Int?, Bool)] {
            var other = bytes
            if let changed { other[changed] = 0 }
            try bench.inbox.put("big", other, modified: Self.time)
            #expect(try check.isWhatWasRead(path, pickup) == isRead, "\(changed ?? -1)")
        }
        // Another time: every byte counts.
        try bench.inbox.put("big", bytes, modified: Self.time + 1)
        #expect(try check.isWhatWasRead(path, pickup))
    }
}
