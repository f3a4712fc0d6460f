import Canonical
import CrossdockTesting
import Testing

@testable import Ledger

@Suite struct ProofTests {
    @Test(arguments: [
        "UPDATE transfers SET accepted = accepted + 1 WHERE id = 1",
        "DELETE FROM outcomes WHERE transfer = 1",
        "UPDATE outcomes SET count = count - 1 WHERE transfer = 1",
        "UPDATE outcomes SET number = 2, count = count - 1 WHERE transfer = 1",
        "UPDATE outcomes SET outcome = 2 WHERE transfer = 1",
        "INSERT INTO outcomes VALUES (1, 2, 1, 1, 0, 0, NULL, NULL)",
        "DELETE FROM records WHERE id = 3",
    ])
    func whatDoesNotAddUpIsFound(_ sql: String) throws {
        let bench = try LedgerBench()
        _ = try bench.ledger.post(.sample(), RecordBatch.sample(count: 3))
        #expect(try bench.ledger.proof().isProven)
        try bench.tamper(sql)
        #expect(try !bench.ledger.proof().isProven)
    }

    @Test func filesAndRecordsAddUp() throws {
        let bench = try LedgerBench()
        let names = ["a", "b", "c"].map {
            Pickup(drop: "pos", path: Array($0.utf8), size: 1, mtime: 1, firstSeen: bench.clock.now())
        }
        let pickups = try bench.ledger.observe(names)
        let until = bench.clock.now().adding(seconds: 60)
        let fence = try #require(try bench.ledger.claim(pickups[0].id, owner: "o", until: until))
        let step = PickupStep(pickup: pickups[0].id, fence: fence)
        _ = try bench.ledger.post(.sample(pickup: step), RecordBatch.sample(count: 3))
        try bench.ledger.advance(step, .cleared(action: "delete"))
        let proof = try bench.ledger.proof()
        let files = try #require(proof.files.first)
        #expect((files.total, files.cleared, files.refused, files.inFlight) == (3, 1, 0, 2))
        #expect(proof.records == 3)
        #expect(proof.tally.total == 3)
        #expect(proof.isProven)
    }
}
