import Canonical
import CrossdockTesting
import Testing

@testable import Ledger

/// What of a file became no record is counted with its transfer, shown with its receipt and part of the proof.
@Suite struct CountTests {
    private static let passed = "type == 'Sale'"

    /// Three records, of five groups.
    private func account(records: Int = 3) -> FileAccount {
        var counts = FileCounts()
        counts.add("transaction", .read, count: records + 2)
        counts.add("transaction", .passedOver, Self.passed, count: 2)
        counts.add("transaction", .ignored, "Note", count: 4)
        return FileAccount(counts: counts, records: records, passedOver: 2)
    }

    private func post(_ bench: LedgerBench, _ content: String = "1") throws -> Receipt {
        switch try bench.ledger.open(.sample(content: content)) {
        case .new(let posting), .resume(let posting, _): try posting.finish(last: .sample(count: 3), account: account())
        case .duplicate(let receipt), .refused(let receipt): receipt
        }
    }

    @Test func theyStandInTheReceipt() throws {
        let bench = try LedgerBench()
        let receipt = try post(bench)
        #expect(receipt.counts == account().counts)
        #expect((receipt.transfer.passedOver, receipt.transfer.ignored) == (2, 4))
        #expect(try bench.ledger.receipt(1) == receipt)
        let json = JSONText.object(receipt.members).compact
        #expect(json.contains(#""passedOver":2,"ignored":4"#))
        #expect(json.contains(#"{"record":"transaction","fate":"passed-over","detail":"type == 'Sale'","count":2}"#))
        let act = try #require(try bench.ledger.auditTail(limit: 1).last)
        #expect(act.act == "transfer.posted")
        #expect(act.details.contains(#""passedOver":2,"ignored":4"#))
        let proof = try bench.ledger.proof()
        #expect((proof.records, proof.passedOver, proof.ignored, proof.isProven) == (3, 2, 4, true))
    }

    @Test func aFileThatComesAgainHasItsOriginals() throws {
        let bench = try LedgerBench()
        let first = try post(bench)
        let again = try post(bench)
        #expect(again.transfer.duplicateOf == 1)
        #expect(again.counts == first.counts)
        #expect((again.transfer.passedOver, again.transfer.ignored) == (2, 4))
        #expect(try bench.ledger.transfers().items.map(\.passedOver) == [2, 2])
        #expect(try bench.ledger.proof().isProven)
    }

    @Test func aRefusedFileHasThemToo() throws {
        let bench = try LedgerBench()
        let receipt = try bench.start(.sample()).refuse(
            [Finding(rule: "trailer", expected: "a", found: "b")], records: 3, account: account())
        #expect((receipt.transfer.state, receipt.transfer.passedOver) == (.refused, 2))
        #expect(receipt.counts == account().counts)
        #expect(try bench.ledger.proof().isProven)
    }

    /// A file that was cut short is read from its beginning again, and counted once.
    @Test func aResumedTransferIsCountedOnce() throws {
        let bench = try LedgerBench()
        try bench.start(.sample()).post(.sample(count: 2))
        try bench.restart()
        let posting = try bench.start(.sample())
        try posting.post(.sample(count: 2))
        let receipt = try posting.finish(last: .sample(first: 3, count: 1), account: account())
        #expect(receipt.counts == account().counts)
        #expect(try bench.ledger.proof().isProven)
    }

    /// Nothing is claimed of what an earlier release has posted.
    @Test func whatWasNotCountedIsNotZero() throws {
        let bench = try LedgerBench()
        let receipt = try bench.ledger.post(.sample(), .sample(count: 3))
        #expect(receipt.transfer.passedOver == nil)
        #expect(receipt.counts.lines.isEmpty)
        #expect(JSONText.object(receipt.members).compact.contains(#""passedOver":null"#))
        #expect(try bench.ledger.proof().isProven)
    }

    @Test func recordsThatTheTranslationMadeMustBeThere() throws {
        let bench = try LedgerBench()
        let posting = try bench.start(.sample())
        #expect(throws: LedgerError.countsDisagree(records: 4, outcomes: 3)) {
            _ = try posting.finish(last: .sample(count: 3), account: account(records: 4))
        }
        #expect(try bench.number("SELECT count(*) FROM records") == 0)
    }

    @Test(arguments: [
        "DELETE FROM transfer_counts WHERE fate = 'passed-over'", "UPDATE transfer_counts SET count = 1 WHERE fate = 'passed-over'",
        "UPDATE transfer_counts SET fate = 'ignored' WHERE fate = 'passed-over'", "UPDATE transfers SET read_groups = 4",
        "INSERT INTO transfer_counts VALUES (1, 9, 'x', 'passed-over', '', 1)", "UPDATE transfers SET read_groups = NULL",
    ])
    func whatDoesNotAddUpIsFound(_ sql: String) throws {
        let bench = try LedgerBench()
        _ = try post(bench)
        try bench.tamper(sql)
        #expect(try bench.ledger.proof().discrepancies.count == 1)
    }

    /// A translation that passes over without counting is found by the proof.
    @Test func whatIsPassedOverUncountedIsFound() throws {
        let bench = try LedgerBench()
        let receipt = try bench.start(.sample()).finish(last: .sample(count: 3), account: FileAccount(records: 3, passedOver: 2))
        #expect(receipt.transfer.passedOver == 0)
        #expect(
            try bench.ledger.proof().discrepancies == [
                "transfer 1: what was read of it is not what became records and what was passed over"
            ])
    }

    /// Names of what is ignored come from outside: many are added up, long ones cut, and none steers a terminal.
    @Test func namesFromOutsideAreBounded() throws {
        let bench = try LedgerBench()
        var counts = FileCounts()
        for number in 0..<500 { counts.add("row", .ignored, "column \(number)", count: 2) }
        let receipt = try bench.start(.sample()).finish(last: .sample(count: 1), account: FileAccount(counts: counts, records: 1))
        #expect(receipt.counts.lines.count == 201)
        #expect(receipt.counts.lines.last == .init(record: "", fate: .ignored, detail: "others", count: 600))
        #expect(receipt.transfer.ignored == 1000)
        var odd = FileCounts()
        odd.add("row", .ignored, "a\u{1B}[2J\u{0}b" + String(repeating: "x", count: 1000))
        let other = try bench.start(.sample(content: "2")).finish(account: FileAccount(counts: odd))
        let detail = try #require(other.counts.lines.first).detail
        #expect(detail.hasPrefix("a\u{FFFD}[2J\u{FFFD}bx") && detail.unicodeScalars.count == 200)
    }
}
