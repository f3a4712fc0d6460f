import Canonical
import CrossdockTesting
import Foundation
import GRDB
import Testing

@testable import Ledger

/// What a checkpoint outside the ledger shows that the chain inside cannot.
@Suite struct CheckpointTests {
    let bench: LedgerBench
    let key: CheckpointKey

    init() throws {
        bench = try LedgerBench()
        key = CheckpointKey(origin: try bench.ledger.origin())
        try act(20)
    }

    private func act(_ count: Int) throws {
        for number in 0..<count {
            bench.clock.advance(seconds: 1)
            try bench.ledger.noteAct("test.act", by: "somebody", on: "thing/\(number)", [("number", .integer(number))])
        }
    }

    @Test func anUntouchedLedgerThatHasGrownPasses() throws {
        let start = try bench.ledger.takeCheckpoint()
        try act(7)
        let end = try bench.ledger.takeCheckpoint()
        try act(1)
        try bench.restart()
        let result = try bench.ledger.auditVerify(against: [end, start])
        #expect(result.isIntact)
        #expect(result.rows == 28)
        #expect((start.count, end.count) == (20, 27))
    }

    @Test func anEmptyAuditHasACheckpointToo() throws {
        let fresh = try LedgerBench()
        let checkpoint = try fresh.ledger.takeCheckpoint()
        #expect(checkpoint.count == 0)
        try fresh.ledger.noteAct("a", by: "b", on: "c")
        #expect(try fresh.ledger.auditVerify(against: [checkpoint]).isIntact)
    }

    /// Whatever is done to rows that a checkpoint covers, once as it is and once with the whole chain and
    /// its head computed again, so that the chain alone holds.
    @Test(arguments: 0..<120) func everyForgeryIsFound(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let early = try bench.ledger.takeCheckpoint()
        try act(Int.random(in: 1...10, using: &random))
        let late = try bench.ledger.takeCheckpoint()
        try act(Int.random(in: 0...5, using: &random))
        let forgery = Forgery.allCases[seed % Forgery.allCases.count]
        let isRecomputed = seed / Forgery.allCases.count % 2 == 1
        try bench.ledger.pool.write { db in
            try forgery.apply(upTo: late.count, in: db, &random)
            if isRecomputed { try Forgery.recompute(in: db) }
        }
        if isRecomputed { #expect(try bench.ledger.auditVerify().isIntact) }
        let result = try bench.ledger.auditVerify(against: [early, late])
        #expect(!result.isIntact, "\(forgery), seed \(seed)")
        #expect(result.sentence != nil)
        if isRecomputed {
            #expect(result.contradiction != nil)
            #expect(!(try bench.ledger.auditVerify(against: [late]).isIntact))
        }
    }

    @Test func theSentenceNarrowsItDownToBetweenTwoCheckpoints() throws {
        let early = try bench.ledger.takeCheckpoint()
        try act(1)
        let next = try bench.ledger.takeCheckpoint()
        try act(5)
        let late = try bench.ledger.takeCheckpoint()
        try forge("UPDATE audit SET actor = 'x' WHERE seq = 23")
        #expect(try bench.ledger.auditVerify(against: [early, next, late]).contradiction == .rowsDiffer(late, after: 21))
        #expect(try bench.ledger.auditVerify(against: [early, late]).sentence?.contains("a row from 21 to 26 differs") == true)
        try forge("UPDATE audit SET actor = 'x' WHERE seq = 21")
        #expect(try bench.ledger.auditVerify(against: [early, next, late]).sentence?.contains("row 21 differs") == true)
        try forge("DELETE FROM audit WHERE seq > 12")
        #expect(try bench.ledger.auditVerify(against: [late, early]).contradiction == .rowsGone(early, rows: 12))
    }

    @Test func twoCheckpointsThatDisagreeCannotBothHold() throws {
        let real = try bench.ledger.takeCheckpoint()
        let other = Checkpoint(origin: real.origin, count: real.count, head: .of("x"), at: real.at)
        #expect(try bench.ledger.auditVerify(against: [real, other]).contradiction == .rowsDiffer(other, after: 20))
    }

    @Test func anotherLedgersCheckpointIsNotThisOnes() throws {
        let other = try LedgerBench()
        let checkpoint = try other.ledger.takeCheckpoint()
        #expect(
            try bench.ledger.auditVerify(against: [checkpoint]).contradiction
                == .otherLedger(checkpoint, here: bench.ledger.origin()))
        // A copy is the same ledger.
        let copy = bench.folder + "/copy"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        try bench.ledger.backup(to: Ledger.path(in: copy))
        let restored = try Ledger(folder: copy, timekeeper: bench.clock, charter: bench.charter)
        #expect(try restored.auditVerify(against: [bench.ledger.takeCheckpoint()]).isIntact)
    }

    /// Signing a rewritten audit would vouch for it.
    @Test func aRewrittenAuditIsNotSigned() throws {
        let first = try bench.ledger.exportCheckpoint(signedBy: key, to: nil, by: "test")
        try act(2)
        try forge("DELETE FROM audit WHERE seq > 15")
        #expect(throws: CheckpointError.rewritten(count: first.signed.checkpoint.count, place: "-")) {
            try bench.ledger.exportCheckpoint(signedBy: key, to: nil, by: "test")
        }
        try act(20)
        #expect(throws: CheckpointError.self) { try bench.ledger.takeCheckpoint() }
    }

    /// Nor where the ledger's own notes of checkpoints were removed with the rows.
    @Test func theFilesRememberWhatTheLedgerWasMadeToForget() throws {
        let folder = try TemporaryFolder()
        let first = try bench.ledger.exportCheckpoint(signedBy: key, to: folder.path, by: "test")
        try Data("not a checkpoint".utf8).write(to: URL(fileURLWithPath: folder.path + "/checkpoint-999999999999.txt"))
        try forge("DELETE FROM checkpoints; UPDATE audit SET actor = 'x' WHERE seq = 20")
        _ = try bench.ledger.exportCheckpoint(signedBy: key, to: nil, by: "test")
        try forge("DELETE FROM checkpoints")
        #expect(throws: CheckpointError.self) { try bench.ledger.exportCheckpoint(signedBy: key, to: folder.path, by: "test") }
        #expect(try bench.ledger.auditVerify(against: [first.signed.checkpoint]).contradiction != nil)
    }

    private func forge(_ sql: String) throws {
        try bench.ledger.pool.write { db in
            try db.execute(sql: sql)
            try Forgery.recompute(in: db)
        }
    }
}
