import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// Statements with versions in random order, repeated at random, through all doors and several sessions at once: in the end
/// the latest state of each fact is current, and nothing is kept twice.
@Suite struct RerunTests {
    private struct Run {
        let bench: LedgerBench
        /// By ticket, the latest version that was stated.
        var latest: [Int: Int64] = [:]
        var superseded = 0
    }

    /// Posts `count` statements about `facts` facts in `versions` versions each.
    private func play(
        seed: UInt64, count: Int, facts: Int, versions: Int, weakened: Weakening? = nil
    ) throws -> Run {
        var random = SeededGenerator(seed: seed)
        var run = Run(bench: try LedgerBench(weakened: weakened))
        // Two processes, each with postings side by side.
        let ledgers = [run.bench.ledger, try run.bench.another()]
        var underWay: [(posting: Posting, left: Int)] = []
        var number = 0
        var said = 0
        while said < count || !underWay.isEmpty {
            if said < count, underWay.count < 4 {
                let door = Door.allCases[number % Door.allCases.count]
                let draft = TransferDraft.sample(content: "file \(number)", door: door)
                number += 1
                guard case .new(let posting) = try ledgers[number % 2].open(draft) else { throw LedgerError.closed }
                underWay.append((posting, 1 + Int.random(in: 0..<3, using: &random)))
            }
            let index = Int.random(in: 0..<underWay.count, using: &random)
            var batch = RecordBatch(kinds: [.saleForTests])
            batch.first = underWay[index].posting.postedThrough + 1
            for _ in 0..<min(max(0, count - said), Int.random(in: 1...900, using: &random)) {
                let ticket = Int.random(in: 0..<facts, using: &random)
                let order = Int64.random(in: 1...Int64(versions), using: &random)
                run.latest[ticket] = max(run.latest[ticket] ?? order, order)
                batch.addSale(ticket: ticket, total: Int(order), order: order)
                said += 1
            }
            underWay[index].left -= 1
            if underWay[index].left == 0 || said == count {
                let receipt = try underWay[index].posting.finish(last: batch.count > 0 ? batch : nil)
                run.superseded += receipt.transfer.tally[.superseded]
                underWay.remove(at: index)
            } else {
                try underWay[index].posting.post(batch)
            }
        }
        return run
    }

    /// Facts whose current state is not the latest one that was stated.
    private func wrong(_ run: Run) throws -> Int {
        let rows = try run.bench.ledger.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT CAST(substr(f.key, -8) AS INTEGER) AS ticket, r.stated_order AS version
                    FROM facts f JOIN records r ON r.id = f.record
                    """)
        }
        #expect(Set(rows.map { $0["ticket"] as Int }).count == run.latest.count)
        return rows.count { run.latest[$0["ticket"]] != $0["version"] }
    }

    @Test func aHundredThousandStatementsEndInTheLatestStates() throws {
        let start = ContinuousClock.now
        let run = try play(seed: 7, count: 100_000, facts: 1500, versions: 8)
        #expect(try wrong(run) == 0)
        #expect(run.superseded > 40_000)
        #expect(try run.bench.number("SELECT count(*) FROM (SELECT 1 FROM records GROUP BY scope, key, digest HAVING count(*) > 1)") == 0)
        #expect(try run.bench.number("SELECT count(*) FROM records") <= 1500 * 8)
        #expect(try run.bench.ledger.proof().discrepancies == [])
        print("100,000 statements, \(run.superseded) of them superseded, in \((ContinuousClock.now - start).components.seconds) s")
    }

    @Test(arguments: 1...4) func otherRunsDoTheSame(_ seed: UInt64) throws {
        let run = try play(seed: seed, count: 3000, facts: 200, versions: 5)
        #expect(try wrong(run) == 0)
        #expect(try run.bench.ledger.proof().discrepancies == [])
    }

    @Test func withoutTheLawTheyDoNot() throws {
        #expect(try wrong(play(seed: 1, count: 3000, facts: 200, versions: 5, weakened: .arrivalOrder)) > 50)
    }
}
