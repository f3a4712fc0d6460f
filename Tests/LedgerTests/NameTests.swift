import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// The last line of defence: no text that looks like another one opens a cell, and none is cut when it is stored.
@Suite struct NameTests {
    @Test(arguments: ["1000 ", " 1000", "1000\t", "\u{FF11}000", "1000\u{200B}", "1000\u{A0}", "1000\0", "1000\0x"])
    func namesThatLookAlikeOpenNoCell(_ name: String) throws {
        let bench = try LedgerBench()
        _ = try bench.ledger.post(.sample(), .sample(count: 1))
        let cells = try bench.ledger.cells().items.count
        for door in Door.allCases {
            var batch = RecordBatch(kinds: [.saleForTests])
            batch.addSale(entity: name)
            batch.addSale(location: name)
            batch.addSale()
            let receipt = try bench.ledger.post(.sample(content: "\(door)", door: door), batch)
            #expect(try bench.ledger.outcomes(of: receipt.transfer.id).map(\.outcome).prefix(2) == [.rejected, .rejected])
            #expect(receipt.transfer.tally[.rejected] == 2)
            let findings = try bench.ledger.exceptions(.init(transfer: receipt.transfer.id)).items.map(\.finding)
            #expect(findings.map(\.field) == ["entity", "location"])
            #expect(findings.allSatisfy { $0.rule == "key-text" && $0.found.hasPrefix("U+") })
        }
        #expect(try bench.ledger.cells().items.count == cells)
        #expect(try bench.number("SELECT count(*) FROM scopes") == 1)
        #expect(try bench.ledger.auditVerify().isIntact)
        #expect(try bench.ledger.proof().discrepancies == [])
    }

    @Test func aRecordWithNULIsNoRecord() throws {
        let bench = try LedgerBench()
        for (key, body) in [("1%002", "{\"number\":\"1\"}"), ("1", "{\"number\":\"1\\u00002\"}"), ("1", "{\"a\\\\\":\"\\u0000\"}")] {
            var batch = RecordBatch.sample(count: 1)
            batch.replace(key: key, body: body)
            let receipt = try bench.ledger.post(.sample(content: key + body), batch)
            #expect(receipt.transfer.tally[.rejected] == 1, "\(key) \(body)")
            #expect(try bench.ledger.exceptions(.init(transfer: receipt.transfer.id)).items.map(\.finding.rule) == ["nul"])
        }
        // An escaped backslash before `u0000` is no escape.
        var batch = RecordBatch.sample(count: 1)
        batch.replace(key: "1%2002", body: "{\"number\":\"1\\\\u0000\"}")
        #expect(try bench.ledger.post(.sample(content: "fine"), batch).transfer.tally[.accepted] == 1)
    }

    @Test func otherTextsWithNULAreRefused() throws {
        let bench = try LedgerBench()
        #expect(throws: LedgerError.self) { try bench.ledger.open(.sample(source: "p\0s")) }
        #expect(throws: LedgerError.self) { try bench.ledger.open(.sample(door: .rest, idempotencyKey: "1\0")) }
        #expect(throws: LedgerError.self) { _ = try bench.ledger.post(.sample(writer: "legacy-pos\0"), .sample(count: 1)) }
        #expect(throws: LedgerError.self) { _ = try bench.ledger.createKey(name: "k\0", scopes: ["a"], writer: nil, by: "x") }
        // What was found is shown, not cut.
        var batch = RecordBatch(kinds: [.saleForTests])
        batch.rejections = [.init(number: 1, findings: [Finding(rule: "nul", expected: "no NUL", found: "a\0b", raw: "1\0")])]
        _ = try bench.ledger.post(.sample(content: "bad"), batch)
        let finding = try #require(try bench.ledger.exceptions().items.first).finding
        #expect(finding.found == "a\u{2400}b")
        #expect(finding.raw == "1\u{2400}")
        #expect(try bench.ledger.auditVerify().isIntact)
    }

    @Test func withoutTheLawALookAlikeIsAnEntityOfItsOwn() throws {
        let bench = try LedgerBench(weakened: .lookAlike)
        var batch = RecordBatch(kinds: [.saleForTests])
        batch.addSale(entity: "1000 ")
        #expect(try bench.ledger.post(.sample(), batch).transfer.tally[.accepted] == 1)
        #expect(try bench.ledger.cells().items.map(\.cell.scope.entity).contains("1000 "))
    }
}

extension RecordBatch {
    /// Gives the only record another key and body.
    fileprivate mutating func replace(key: String, body: String) {
        bytes = Array(key.utf8) + Array(body.utf8)
        entries[0].key = 0..<key.utf8.count
        entries[0].body = key.utf8.count..<bytes.count
    }
}
