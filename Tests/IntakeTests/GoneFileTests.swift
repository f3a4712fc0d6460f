import Canonical
import CrossdockTesting
import Foundation
import Ledger
import Testing
import Transport

@testable import Intake

/// Some servers delete a file once it was read: bytes that were read whole are posted.
@Suite struct GoneFileTests {
    private func bench(_ place: Place, weakened: Weakening? = nil, gone verb: TransportError.Verb, call: Int) throws -> IntakeBench {
        let bench = try IntakeBench(place) { drop in
            drop.clearing = .delete
            drop.weakened = weakened
        }
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        let inbox = bench.inbox
        bench.plan.inject(.stall { try? inbox.remove("a.csv") }, into: verb, call: call)
        return bench
    }

    /// At the look after the copy, at the look before clearing, at the renaming.
    @Test(arguments: Place.allCases, [(TransportError.Verb.stat, 1), (.stat, 2), (.rename, 1)])
    func goneAfterTheCopy(_ place: Place, _ moment: (TransportError.Verb, Int)) throws {
        let bench = try bench(place, gone: moment.0, call: moment.1)
        let report = try bench.settle()
        #expect(report.posted == 1)
        #expect(report.failed == 0)
        #expect(try bench.generations("a.csv").map(\.state) == [.cleared])
        #expect(try bench.generations("a.csv").map(\.clearAction) == ["gone-after-copy"])
        #expect(try bench.sales.count == 3)
        #expect(try bench.settle() == PollReport())
        try bench.expectSound()
    }

    @Test func aDropThatBelievesTheSecondLookLosesIt() throws {
        let bench = try bench(.local, weakened: .goneAfterCopy, gone: .stat, call: 1)
        try bench.settle()
        #expect(try bench.transfers.isEmpty)
    }

    /// Cut short is not whole: nothing is posted of it.
    @Test func goneBeforeItsEndIsNotPosted() throws {
        let bench = try bench(.local, gone: .stat, call: 1)
        bench.plan.inject(.truncate(after: 30), into: .read)
        try bench.settle()
        #expect(try bench.transfers.isEmpty)
        #expect(try bench.generations("a.csv").map(\.state) == [.vanished])
    }

    /// The connection breaks at the second look, and the file is gone when there is one again.
    @Test func goneWhileTheConnectionWasLost() throws {
        let bench = try bench(.local, gone: .stat, call: 1)
        bench.plan.inject(.fail(bench.lost(.stat)), into: .stat, call: 1)
        try bench.settle()
        #expect(try bench.pollUntilClean())
        #expect(try bench.generations("a.csv").map(\.state) == [.cleared])
        #expect(try bench.sales.count == 3)
        try bench.expectSound()
    }

    @Test func aCopyOfWhatWasThereBeforeIsNotPosted() throws {
        let bench = try IntakeBench { $0.clearing = .delete }
        bench.plan.inject(.fail(bench.lost(.stat)), into: .stat, call: 1)
        try bench.inbox.put("a.csv", TillFile.sales(1...3))
        try bench.poll()
        #expect(try bench.poll().failed == 1)
        try bench.inbox.put("a.csv", TillFile.sales(1...3, cents: 1), modified: 1_700_000_000)
        try bench.poll(after: 1)
        try bench.inbox.remove("a.csv")
        try bench.poll(after: 4000)
        #expect(try bench.transfers.isEmpty)
        #expect(try bench.generations("a.csv").map(\.state) == [.vanished])
    }
}
