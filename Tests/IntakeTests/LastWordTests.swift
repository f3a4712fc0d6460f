import Canonical
import CrossdockTesting
import Ledger
import Testing

@testable import Intake

/// The last word of a drop is the file that came last, whatever goes wrong with the others.
@Suite struct LastWordTests {
    private func amounts(_ bench: IntakeBench) throws -> [Int?] {
        try bench.sales.map { CanonicalValue($0.body)?["total"]?.integer }
    }

    /// The first of two files cannot be read at first; its correction can.
    @Test(arguments: Place.allCases) func aCorrectionIsNotOvertakenByTheRetryOfItsOriginal(_ place: Place) throws {
        let bench = try IntakeBench(place)
        bench.plan.inject(.fail(bench.lost()), into: .read)
        // By name the correction comes first; by time it is the later one.
        try bench.inbox.put("a.csv", TillFile.sales(2...2, cents: 50), modified: 2000)
        try bench.inbox.put("b.csv", TillFile.sales(1...3), modified: 1000)
        #expect(try bench.pollUntilClean())
        #expect(try bench.transfers.map(\.name) == ["a.csv", "b.csv"])
        let late = try #require(try bench.transfers.last)
        #expect((late.tally[.accepted], late.tally[.superseded]) == (2, 1))
        #expect(try amounts(bench) == [107, 164, 121])
        try bench.expectSound()
    }

    @Test func aFileThatComesAgainAfterItsCorrectionIsAskedAbout() throws {
        let bench = try IntakeBench()
        for (name, bytes) in [("a.csv", TillFile.sales(1...2)), ("b.csv", TillFile.sales(1...1, cents: 50))] {
            try bench.inbox.put(name, bytes)
            #expect(try bench.settle().posted == 1)
        }
        try bench.inbox.put("a.csv", TillFile.sales(1...2))
        #expect(try bench.settle().refused == 1)
        #expect(bench.inbox.texts == [])
        #expect(try amounts(bench) == [157, 114])
        let asked = try #require(try bench.transfers.last)
        #expect(asked.refusal == "stated-before")
        // Translated again it is still a file that nobody has answered for.
        #expect(try bench.pipeline.replay(asked, by: "olga").transfer.refusal == "stated-before")
        // Its original, translated again, keeps the place that it has.
        let first = try #require(try bench.transfers.first)
        let replay = try bench.pipeline.replay(first, by: "olga")
        #expect((replay.transfer.tally[.superseded], replay.transfer.tally[.duplicate]) == (1, 1))
        #expect(try amounts(bench) == [157, 114])
        // Somebody says that it is meant.
        let meant = try bench.pipeline.replay(asked, by: "olga", isNewStatement: true)
        #expect((meant.transfer.tally[.accepted], meant.transfer.tally[.duplicate]) == (1, 1))
        #expect(try amounts(bench) == [107, 114])
        try bench.inbox.put("a.csv", TillFile.sales(1...2))
        #expect(try bench.settle().posted == 1)
        try bench.expectSound()
    }
}
