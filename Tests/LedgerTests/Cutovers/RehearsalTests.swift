import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// What would happen to a file now is what then does, and asking changes nothing.
@Suite struct RehearsalTests {
    typealias Bench = CutoverBench

    /// A file with something for each phase: two stores, days before and from the boundary on, dates ahead, a repeated
    /// key, what is known already, other content, and what cannot be read.
    private func mixed(_ bench: CutoverBench) -> RecordBatch {
        var batch = RecordBatch(kinds: [.saleForTests])
        for store in bench.stores + ["0999"] {
            for number in [0, 4, 5, 6, 8, 12, 30] {
                for (ticket, total) in [(1, 100), (2, 7), (20, 8), (20, 9)] {
                    batch.addSale(ticket: ticket, location: store, date: Bench.day(number), total: total)
                }
            }
            batch.addRejection()
        }
        return batch
    }

    @Test(arguments: Phase.allCases, [Door.file, .rest]) func itSaysWhatThePostingThenDoes(_ phase: Phase, _ door: Door) throws {
        let charter = Charter(rules: [CharterRule(location: "01*", writer: Bench.legacy)])
        for writer in [Bench.legacy, Bench.cloud, Bench.third] {
            for correction in Correction.allCases {
                let bench = try CutoverBench(charter: charter)
                switch phase {
                case .legacy: try bench.legacy()
                case .shadow: try bench.shadow()
                case .armed:
                    try bench.armed()
                    bench.open(6)
                case .live: try bench.live()
                case .sealed: try bench.sealed()
                }
                let draft = bench.draft(writer, door: door, correction: correction)
                let batch = mixed(bench)
                let before = try bench.bench.dump()
                let rehearsal = try bench.ledger.rehearse(draft) { post in try post(batch) }
                #expect(try bench.bench.changedTables(since: before) == [])
                let receipt = try bench.ledger.post(draft, batch)
                let outcomes = try bench.ledger.outcomes(of: receipt.transfer.id)
                #expect(rehearsal.records.map(\.number) == outcomes.map(\.number))
                #expect(rehearsal.records.map(\.outcome) == outcomes.map(\.outcome))
                #expect(rehearsal.records.map(\.reason) == outcomes.map(\.reason))
                #expect(rehearsal.tally == receipt.transfer.tally)
                try bench.check()
            }
        }
    }

    @Test func aFileThatIsPostedAlreadyIsSaidToBe() throws {
        let bench = try CutoverBench()
        let receipt = try bench.say(Bench.legacy, 0, content: "same")
        let draft = bench.draft(Bench.legacy, content: "same")
        let before = try bench.bench.dump()
        let batch = bench.batch(0)
        let rehearsal = try bench.ledger.rehearse(draft) { post in try post(batch) }
        #expect(rehearsal.duplicateOf == receipt.transfer.id)
        #expect(rehearsal.tally[.duplicate] == 2)
        #expect(try bench.bench.changedTables(since: before) == [])
    }
}
