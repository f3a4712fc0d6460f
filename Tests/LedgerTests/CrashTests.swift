import Canonical
import CrossdockTesting
import Foundation
import GRDB
import Ownership
import Testing

@testable import Ledger

@Suite struct CrashTests {
    @Test func aTransferGoesOnWhereItWasCutShort() throws {
        let bench = try LedgerBench()
        var abandoned: Posting? = try bench.start(.sample())
        try abandoned?.post(.sample(count: 10))
        try abandoned?.post(.sample(first: 11, count: 10))
        abandoned = nil
        try bench.restart()
        guard case .resume(let posting, let after) = try bench.ledger.open(.sample()) else {
            Issue.record("not resumed")
            return
        }
        #expect(after == 20)
        // Batches may be cut otherwise than before; what is posted already is passed over.
        try posting.post(.sample(first: 1, count: 15))
        let receipt = try posting.finish(last: .sample(first: 16, count: 15))
        #expect(receipt.transfer.records == 30)
        #expect(receipt.transfer.tally[.accepted] == 30)
        #expect(try bench.number("SELECT count(*) FROM records") == 30)
        #expect(try bench.number("SELECT count(*) FROM transfers") == 1)
        #expect(try bench.ledger.proof().discrepancies == [])
        #expect(try bench.ledger.auditVerify().isIntact)
    }

    @Test func theOneThatWasTakenForDeadIsFenced() throws {
        let bench = try LedgerBench()
        let slow = try bench.start(.sample())
        try slow.post(.sample(count: 5))
        let other = try bench.another()
        guard case .resume(let quick, _) = try other.open(.sample()) else {
            Issue.record("another process cannot know that it lives")
            return
        }
        _ = try quick.finish(last: .sample(first: 6, count: 5))
        #expect(throws: LedgerError.fenced) { try slow.post(.sample(first: 6, count: 5)) }
        #expect(throws: LedgerError.fenced) { _ = try slow.finish(last: .sample(first: 6, count: 5)) }
        #expect(try bench.number("SELECT count(*) FROM records") == 10)
        #expect(try bench.ledger.proof().isProven)
    }

    /// Every table that a posting writes to, failing in the middle of its rows.
    @Test(arguments: [
        "INSERT ON facts WHEN NEW.record = 7 AND NEW.domain = 2", "INSERT ON records WHEN NEW.number = 8",
        "INSERT ON outcomes", "INSERT ON audit WHEN NEW.act = 'transfer.posted'",
        "UPDATE ON transfers WHEN NEW.state = 2", "INSERT ON cells", "UPDATE ON audit_head",
        "INSERT ON exceptions", "INSERT ON unknown_codes", "UPDATE ON pickups WHEN NEW.state = 5",
    ])
    func nothingOfAFailedTransactionStays(_ event: String) throws {
        let bench = try LedgerBench()
        let seen = Pickup(
            drop: "pos", path: Array("a".utf8), size: 1, mtime: 1, firstSeen: bench.clock.now())
        let pickup = try #require(try bench.ledger.observe([seen]).first)
        let until = bench.clock.now().adding(seconds: 60)
        let fence = try #require(try bench.ledger.claim(pickup.id, owner: "one", until: until))
        let step = PickupStep(pickup: pickup.id, fence: fence)
        var batch = RecordBatch.sample(count: 9)
        batch.addRejection()
        batch.unknownCodes = [UnknownCode(crosswalk: "a", code: "b"): 1]
        let before = try bench.rows()
        try bench.tamper("CREATE TRIGGER fault BEFORE \(event) BEGIN SELECT RAISE(ABORT, 'fault'); END")
        let posting = try bench.start(.sample(pickup: step))
        #expect(throws: DatabaseError.self) { _ = try posting.finish(last: batch) }
        #expect(try bench.rows() == before)
        #expect(try bench.ledger.pickup(pickup.id)?.state == .claimed)
        try bench.tamper("DROP TRIGGER fault")
        let receipt = try posting.finish(last: batch)
        #expect(receipt.transfer.tally[.accepted] == 9)
        #expect(try bench.ledger.pickup(pickup.id)?.state == .posted)
        #expect(try bench.ledger.proof().discrepancies == [])
        #expect(try bench.ledger.auditVerify().isIntact)
    }

    @Test func aFullDiskLosesNothing() throws {
        let bench = try LedgerBench()
        let posting = try bench.start(.sample())
        try posting.post(.sample(count: 100, padding: 500))
        try bench.ledger.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 3)")
        }
        let before = try bench.rows()
        #expect(throws: LedgerError.storageFull) {
            try posting.post(.sample(first: 101, count: 1000, padding: 500))
        }
        #expect(try bench.rows() == before)
        #expect(posting.postedThrough == 100)
        try bench.ledger.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        let receipt = try posting.finish(last: .sample(first: 101, count: 1000, padding: 500))
        #expect(receipt.transfer.records == 1100)
        #expect(try bench.ledger.proof().isProven)
    }

    @Test func countsThatDoNotAddUpRollBack() throws {
        let bench = try LedgerBench()
        let posting = try bench.start(.sample())
        try posting.post(.sample(count: 5))
        try bench.tamper("DELETE FROM outcomes")
        let before = try bench.rows()
        #expect(throws: LedgerError.countsDisagree(records: 7, outcomes: 7)) {
            _ = try posting.finish(last: .sample(first: 6, count: 2))
        }
        #expect(try bench.rows() == before)
    }

    @Test func everyCommitIsOnTheDisk() throws {
        let bench = try LedgerBench()
        let level = try bench.ledger.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(level == 2)
    }

    @Test func twoProcessesOnOneFile() async throws {
        let bench = try LedgerBench()
        let ledgers = [bench.ledger, try bench.another(), try bench.another()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, ledger) in ledgers.enumerated() {
                group.addTask {
                    for round in 0..<20 {
                        let draft = TransferDraft.sample(content: "\(index) \(round)")
                        let batch = RecordBatch.sample(first: 1, count: 50, location: "0\(index)\(round)")
                        _ = try ledger.post(draft, batch)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try bench.number("SELECT count(*) FROM records") == 3000)
        #expect(try bench.ledger.proof().discrepancies == [])
        #expect(try bench.ledger.auditVerify().isIntact)
    }

    @Test func cancellationDoesNotTouchAPosting() async throws {
        let bench = try LedgerBench()
        let ledger = bench.ledger
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try ledger.post(.sample(), RecordBatch.sample(count: 10))
        }
        task.cancel()
        #expect(try await task.value.transfer.tally[.accepted] == 10)
    }

    @Test func aLaterReleaseIsNotOverwritten() throws {
        let bench = try LedgerBench()
        try bench.tamper("INSERT INTO grdb_migrations VALUES ('99-later')")
        #expect(throws: LedgerError.newerSchema) { _ = try bench.another() }
    }

    @Test func aBackupIsAWholeLedger() throws {
        let bench = try LedgerBench()
        _ = try bench.ledger.post(.sample(), RecordBatch.sample(count: 10))
        let folder = bench.folder + "/copy"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try bench.ledger.backup(to: Ledger.path(in: folder))
        #expect(throws: LedgerError.backupExists) {
            try bench.ledger.backup(to: Ledger.path(in: folder))
        }
        let copy = try Ledger(folder: folder, timekeeper: bench.clock, charter: .forTests)
        #expect(try copy.records(kind: "sale").items.count == 10)
        #expect(try copy.proof().isProven)
        #expect(try copy.auditVerify().isIntact)
    }
}
