import Canonical
import CrossdockTesting
import Testing

@testable import Ledger

@Suite struct AuditTests {
    let bench: LedgerBench
    init() throws {
        bench = try LedgerBench()
        for round in 0..<5 {
            _ = try bench.ledger.post(
                .sample(content: "\(round)"), RecordBatch.sample(count: 2, location: "01\(round)"))
        }
    }

    @Test func theChainHolds() throws {
        let verification = try bench.ledger.auditVerify()
        #expect(verification.isIntact)
        #expect(verification.rows == 15)
        #expect(try bench.ledger.auditTail(limit: 2).map(\.seq) == [14, 15])
    }

    @Test(arguments: [
        ("UPDATE audit SET details = '{}' WHERE seq = 3", AuditVerification.Problem.edited, Int64(3)),
        ("UPDATE audit SET actor = 'x' WHERE seq = 15", .edited, 15),
        ("UPDATE audit SET at = at + 1 WHERE seq = 1", .edited, 1),
        ("DELETE FROM audit WHERE seq = 7", .missing, 7),
        ("DELETE FROM audit WHERE seq = 1", .missing, 1),
        ("DELETE FROM audit WHERE seq >= 14", .truncated, 14),
        ("DELETE FROM audit", .truncated, 1),
        (
            """
            UPDATE audit SET seq = 100 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5;
            UPDATE audit SET seq = 5 WHERE seq = 100
            """, .edited, 4
        ),
        ("DELETE FROM audit WHERE seq = 7; UPDATE audit SET seq = seq - 1 WHERE seq > 7", .edited, 7),
        ("UPDATE audit SET previous = zeroblob(32) WHERE seq = 6", .edited, 6),
        ("UPDATE audit_head SET count = 16", .truncated, 16),
        ("UPDATE audit_head SET hash = zeroblob(32)", .edited, 15),
        (
            "INSERT INTO audit SELECT 16, at, actor, act, subject, details, previous, hash FROM audit WHERE seq = 15",
            .edited, 16
        ),
    ])
    func tamperingShows(_ sql: String, _ problem: AuditVerification.Problem, _ seq: Int64) throws {
        try bench.tamper(sql)
        let verification = try bench.ledger.auditVerify()
        #expect(verification.problem == problem)
        #expect(verification.firstBad == seq)
    }

    /// Every row that is wrong is named, not only the first.
    @Test(arguments: [
        ("UPDATE audit SET details = '{}' WHERE seq IN (3, 7, 8, 12)", "row 3 is edited, rows 7 to 8 are edited, row 12 is edited"),
        ("DELETE FROM audit WHERE seq IN (2, 5, 6)", "row 2 is missing, rows 5 to 6 are missing"),
        ("DELETE FROM audit WHERE seq = 4; UPDATE audit SET actor = 'x' WHERE seq = 9", "row 4 is missing, row 9 is edited"),
        ("UPDATE audit SET actor = 'x' WHERE seq = 2; DELETE FROM audit WHERE seq > 13", "row 2 is edited, rows 14 to 15 are truncated"),
        ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 5", "row 5 is edited"),
        ("UPDATE audit SET seq = -1 WHERE seq = 15", "row -1 is reordered, row 15 is truncated"),
    ])
    func everyWrongRowIsNamed(_ sql: String, _ rows: String) throws {
        try bench.tamper(sql)
        #expect(try bench.ledger.auditVerify().sentence == "the audit chain is broken: \(rows)")
    }

    /// Text bound without its length would end at the first NUL, and the chain would break over it.
    @Test func textsWithNULAreRefused() throws {
        #expect(throws: LedgerError.self) { try bench.ledger.noteAct("a", by: "x\0y", on: "z") }
        #expect(throws: LedgerError.self) { try bench.ledger.noteAct("a", by: "x", on: "z\0") }
        #expect(throws: LedgerError.self) { try bench.ledger.noteAct("a", by: "x", on: "z", [("list", .array([.string("\0")]))]) }
        let exception = try bench.ledger.post(.sample(content: "bad"), .rejected)
        #expect(exception.transfer.tally[.rejected] == 1)
        #expect(throws: LedgerError.self) { try bench.ledger.resolve(1, by: "x", reason: "a\0b") }
        #expect(try bench.ledger.exceptions().items.first?.state == .open)
        #expect(try bench.ledger.auditVerify().isIntact)
    }

    /// A row that was hashed anew, by somebody who knows how, still does not follow the one before it.
    @Test func aForgedRowDoesNotFollow() throws {
        try bench.ledger.pool.write { db in
            let rows = try bench.ledger.auditRowsForTests(db)
            let forged = AuditRow(
                seq: 6, at: rows[5].at, actor: "x", act: "y", subject: "z", details: "{}")
            let hash = AuditChain.link(AuditChain.start, forged)
            try db.execute(
                sql: """
                    UPDATE audit SET actor = 'x', act = 'y', subject = 'z', details = '{}',
                        previous = zeroblob(32), hash = ? WHERE seq = 6
                    """,
                arguments: [Digest(bytes: hash)?.data])
        }
        let verification = try bench.ledger.auditVerify()
        #expect(verification.problem == .reordered)
        #expect(verification.firstBad == 6)
    }

    @Test func aBatchNamesItsRecords() throws {
        let details = try #require(try bench.ledger.auditTail(limit: 1).first).details
        #expect(details.contains("\"firstRecord\":9,\"lastRecord\":10"))
        #expect(details.contains("\"recordsDigest\":\""))
        #expect(!details.contains("total\":100"))
    }
}

extension RecordBatch {
    fileprivate static var rejected: RecordBatch {
        var batch = RecordBatch(kinds: [.saleForTests])
        batch.addRejection()
        return batch
    }
}
