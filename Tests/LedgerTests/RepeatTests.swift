import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

@Suite struct RepeatTests {
    @Test func theSameFileAgainPostsNothing() throws {
        let bench = try LedgerBench()
        let first = try bench.ledger.post(.sample(), RecordBatch.sample(count: 5))
        let before = try bench.rows()
        for _ in 0..<2 {
            guard case .duplicate(let receipt) = try bench.ledger.open(.sample()) else {
                Issue.record("not recognised")
                return
            }
            #expect(receipt.transfer.duplicateOf == first.transfer.id)
            #expect(receipt.transfer.tally[.duplicate] == 5)
        }
        let after = try bench.rows()
        let changed = after.filter { before[$0.key] != $0.value }
        #expect(Set(changed.keys) == ["transfers", "outcomes", "audit"])
        #expect(try bench.ledger.proof().discrepancies == [])
    }

    @Test func anotherVersionOfTheInterfaceIsTranslatedAgain() throws {
        let bench = try LedgerBench()
        _ = try bench.ledger.post(.sample(), RecordBatch.sample(count: 5))
        let receipt = try bench.ledger.post(.sample(version: "1.0.1"), RecordBatch.sample(count: 5))
        #expect(receipt.transfer.duplicateOf == nil)
        #expect(receipt.transfer.tally[.duplicate] == 5)
        #expect(try bench.number("SELECT count(*) FROM records") == 5)
    }

    @Test func aFileWithTroubleIsProcessedAgain() throws {
        let bench = try LedgerBench()
        var batch = RecordBatch.sample(count: 2)
        batch.addRejection()
        _ = try bench.ledger.post(.sample(), batch)
        let receipt = try bench.ledger.post(.sample(), RecordBatch.sample(count: 3))
        #expect(receipt.transfer.tally[.duplicate] == 2)
        #expect(receipt.transfer.tally[.accepted] == 1)
        guard case .duplicate = try bench.ledger.open(.sample()) else {
            Issue.record("the second posting was complete")
            return
        }
    }

    @Test func anOldFileDoesNotBringOldContentBack() throws {
        let bench = try LedgerBench()
        var old = RecordBatch.sample(count: 2)
        old.addRejection()
        _ = try bench.ledger.post(.sample(content: "old"), old)
        _ = try bench.ledger.post(.sample(content: "new"), RecordBatch.sample(count: 1, total: 999))
        let again = try bench.ledger.post(.sample(content: "old"), old)
        #expect(again.transfer.state == .refused)
        #expect(again.transfer.refusal == "stated-before")
        #expect(again.transfer.tally[.quarantined] == 3)
        #expect(try bench.number("SELECT count(*) FROM records") == 3)
        // A new file that states the old content means it.
        let revert = try bench.ledger.post(.sample(content: "revert"), RecordBatch.sample(count: 1))
        #expect(revert.transfer.tally[.accepted] == 1)
    }

    /// Random files of two writers, with corrections, repeated keys and unreadable records, cut short
    /// at random: everything adds up, and sending all of it again changes nothing canonical.
    @Test(arguments: 0..<20) func replayingHistoryChangesNothing(_ seed: UInt64) throws {
        let bench = try LedgerBench()
        var random = SeededGenerator(seed: seed)
        var history: [(TransferDraft, RecordBatch)] = []
        for file in 0..<12 {
            var batch = RecordBatch(kinds: [.saleForTests])
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                if Int.random(in: 0..<10, using: &random) == 0 {
                    batch.addRejection()
                } else {
                    batch.addSale(
                        ticket: Int.random(in: 0..<15, using: &random),
                        location: "010\(Int.random(in: 1...2, using: &random))",
                        total: Int.random(in: 0..<3, using: &random))
                }
            }
            let writer = Int.random(in: 0..<4, using: &random) == 0 ? "cloud" : "legacy-pos"
            history.append((.sample(content: "\(file)", writer: writer), batch))
        }
        for (draft, batch) in history {
            if Bool.random(using: &random), batch.count > 3 {
                var start: Posting? = try bench.start(draft)
                try start?.post(batch.upTo(Int.random(in: 1..<batch.count, using: &random)))
                start = nil
                try bench.restart()
            }
            _ = try bench.ledger.post(draft, batch)
            #expect(try bench.ledger.proof().discrepancies == [])
        }
        let before = try bench.ledger.records(kind: "sale", limit: 1000).items
        let versions = try bench.number("SELECT count(*) FROM records")
        #expect(before.allSatisfy { $0.writer == "legacy-pos" })
        for (draft, batch) in history { _ = try bench.ledger.post(draft, batch) }
        #expect(try bench.ledger.records(kind: "sale", limit: 1000).items == before)
        #expect(try bench.number("SELECT count(*) FROM records") == versions)
        #expect(try bench.ledger.proof().discrepancies == [])
        #expect(try bench.ledger.auditVerify().isIntact)
    }

    @Test func anIdempotencyKeyGivesTheStoredReceipt() throws {
        let bench = try LedgerBench()
        let draft = TransferDraft.sample(door: .rest, source: "shop", idempotencyKey: "k1")
        let first = try bench.ledger.post(draft, RecordBatch.sample(count: 2))
        let again = try bench.ledger.post(draft, RecordBatch.sample(count: 2))
        #expect(again.isReplay)
        #expect(again.transfer == first.transfer)
        #expect(throws: LedgerError.idempotencyConflict) {
            _ = try bench.ledger.open(
                .sample(content: "other", door: .rest, source: "shop", idempotencyKey: "k1"))
        }
        // Another client's keys are its own.
        _ = try bench.ledger.post(
            .sample(content: "other", door: .rest, source: "erp", idempotencyKey: "k1"),
            RecordBatch.sample(count: 1))
        #expect(try bench.number("SELECT count(*) FROM transfers") == 2)
    }

    @Test func theSameRequestTwiceAtOnce() throws {
        let bench = try LedgerBench()
        let draft = TransferDraft.sample(door: .rest, source: "shop", idempotencyKey: "k1")
        let one = try bench.start(draft)
        let two = try bench.start(draft)
        try one.post(.sample(count: 1))
        #expect(throws: LedgerError.inFlight) { _ = try bench.ledger.open(draft) }
        #expect(throws: LedgerError.inFlight) { try two.post(.sample(count: 1)) }
        _ = try one.finish()
        #expect(try bench.ledger.proof().isProven)
    }

    @Test func contentOrderAndArrivalDoNotMatter() throws {
        // Any order of the same corrections-free inputs gives the same facts, whoever comes first.
        var seen: Set<[String]> = []
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let bench = try LedgerBench()
            for index in order {
                let batch = RecordBatch.sample(count: 4, location: "010\(index)")
                _ = try bench.ledger.post(.sample(content: "\(index)"), batch)
                _ = try bench.ledger.post(.sample(content: "\(index)", writer: "x"), batch)
            }
            let records = try bench.ledger.records(kind: "sale").items
            seen.insert(records.map { "\($0.id) \($0.writer) \($0.digest?.hex ?? "")" }.sorted())
        }
        #expect(seen.count == 1)
    }
}
