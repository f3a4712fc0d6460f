import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

@Suite struct PostingTests {
    @Test func everyRecordHasItsOutcome() throws {
        let bench = try LedgerBench()
        var batch = RecordBatch.sample(count: 3)
        batch.addRejection()
        batch.addSale(flags: .unknownCode)
        batch.unknownCodes = [UnknownCode(crosswalk: "tender", code: "XX"): 2]
        let receipt = try bench.ledger.post(.sample(), batch)
        let transfer = receipt.transfer
        #expect(transfer.state == .posted)
        #expect(transfer.records == 5)
        #expect(transfer.tally[.accepted] == 4)
        #expect(transfer.tally[.rejected] == 1)
        #expect(transfer.tally.flagged == 1)
        #expect(receipt.unknownCodes.map(\.count) == [2])
        let outcomes = try bench.ledger.outcomes(of: transfer.id)
        #expect(outcomes.map(\.number) == [1, 2, 3, 4, 5])
        #expect(outcomes.map(\.outcome) == [.accepted, .accepted, .accepted, .rejected, .accepted])
        #expect(outcomes.map(\.record) == [1, 2, 3, nil, 4])
        let exceptions = try bench.ledger.exceptions(.init(transfer: transfer.id)).items
        #expect(exceptions.map(\.finding.record) == [4])
        #expect(exceptions.first?.finding.interface == "store-pos.sales@1.0.0")
        #expect(try bench.ledger.proof().discrepancies == [])
    }

    @Test func aSmallBodyCostsOneCommit() throws {
        let bench = try LedgerBench()
        // Opening the cells is audited too, so the transfer's own rows are counted by what they say.
        _ = try bench.ledger.post(.sample(door: .rest), RecordBatch.sample(count: 1))
        let acts = try bench.ledger.auditTail(limit: 10).map(\.act)
        #expect(acts == ["cell.opened", "cell.opened", "transfer.posted"])
    }

    @Test func anEmptyTransferIsPostedToo() throws {
        let bench = try LedgerBench()
        #expect(try bench.ledger.post(.sample()).transfer.records == 0)
        #expect(try bench.ledger.proof().isProven)
    }

    @Test func otherContentIsACorrection() throws {
        let bench = try LedgerBench()
        _ = try bench.ledger.post(.sample(content: "1"), RecordBatch.sample(count: 3))
        var changed = RecordBatch.sample(count: 1)
        changed.addSale(total: 999)
        changed.addSale()
        let receipt = try bench.ledger.post(.sample(content: "2"), changed)
        #expect(receipt.transfer.tally[.accepted] == 1)
        #expect(receipt.transfer.tally[.duplicate] == 2)
        let page = try bench.ledger.records(kind: "sale")
        #expect(page.items.count == 3)
        let corrected = try #require(page.items.first { $0.version == 4 })
        #expect(corrected.currentIn == ["inventory", "revenue"])
        let history = try bench.ledger.recordHistory(kind: "sale", corrected.id)
        #expect(history.map(\.version) == [2, 4])
        #expect(history.map(\.isCurrent) == [false, true])
        #expect(try bench.ledger.record(kind: "sale", corrected.id) == corrected)
    }

    @Test func aCorrectionMayHaveToBeAskedFor() throws {
        let bench = try LedgerBench()
        _ = try bench.ledger.post(.sample(content: "1"), RecordBatch.sample(count: 1))
        let draft = TransferDraft.sample(content: "2", correction: .ask)
        let receipt = try bench.ledger.post(draft, RecordBatch.sample(count: 1, total: 5))
        #expect(receipt.transfer.tally[.quarantined] == 1)
        let outcome = try #require(try bench.ledger.outcomes(of: receipt.transfer.id).first)
        #expect(outcome.reason == .correction)
        let id = try #require(outcome.aside)
        let aside = try #require(try bench.ledger.setAside(id))
        #expect(String(decoding: aside.body, as: UTF8.self).contains("\"total\":5"))
        #expect(try bench.ledger.exceptions(.init(rule: "correction")).items.count == 1)
        #expect(try bench.number("SELECT count(*) FROM records") == 1)
    }

    @Test(arguments: [false, true]) func aRepeatedKeyNeverOverwrites(_ isKnownBefore: Bool) throws {
        let bench = try LedgerBench()
        if isKnownBefore {
            _ = try bench.ledger.post(.sample(content: "1"), RecordBatch.sample(count: 1))
        }
        var batch = RecordBatch(kinds: [.saleForTests])
        batch.addSale(ticket: 1)
        batch.addSale(ticket: 1, total: 2)
        batch.addSale(ticket: 1)
        let posting = try bench.start(.sample(content: "2"))
        try posting.post(batch)
        var next = RecordBatch(kinds: [.saleForTests])
        next.first = 4
        next.addSale(ticket: 1, total: 3)
        let receipt = try posting.finish(last: next)
        let reasons = try bench.ledger.outcomes(of: receipt.transfer.id).map(\.reason)
        #expect(
            reasons == [isKnownBefore ? .sameContent : .none, .repeatedKey, .sameContent, .repeatedKey])
        #expect(try bench.ledger.exceptions(.init(rule: "repeated-key")).items.count == 2)
        #expect(try bench.number("SELECT count(*) FROM records") == 1)
    }

    @Test func nobodyMayOpenTheCell() throws {
        let bench = try LedgerBench(charter: Charter(rules: [CharterRule(location: "02*", writer: "x")]))
        let receipt = try bench.ledger.post(.sample(), RecordBatch.sample(count: 2))
        #expect(receipt.transfer.tally[.quarantined] == 2)
        #expect(try bench.ledger.outcomes(of: 1).map(\.reason) == [.noScope, .noScope])
        #expect(try bench.ledger.cells().items.isEmpty)
        #expect(try bench.ledger.setAside(outcome: .quarantined).items.map(\.number) == [1, 2])
    }

    @Test(arguments: [(Door.file, Outcome.quarantined), (.rest, .rejected)])
    func anotherWriterIsRefused(_ door: Door, _ outcome: Outcome) throws {
        let bench = try LedgerBench()
        _ = try bench.ledger.post(.sample(content: "1"), RecordBatch.sample(count: 1))
        let draft = TransferDraft.sample(content: "2", door: door, writer: "cloud")
        let receipt = try bench.ledger.post(draft, RecordBatch.sample(count: 1, total: 5))
        #expect(receipt.transfer.tally[outcome] == 1)
        let exception = try #require(try bench.ledger.exceptions().items.first)
        #expect(exception.finding.rule == "not-owner")
        #expect(exception.finding.expected.contains("revenue: legacy-pos"))
        #expect(try bench.ledger.records(kind: "sale").items.map(\.writer) == ["legacy-pos"])
    }

    @Test func eachDomainHasItsOwnOwner() throws {
        let bench = try LedgerBench(
            charter: Charter(rules: [
                CharterRule(domain: "inventory", writer: "cloud"), CharterRule(writer: "legacy-pos"),
            ]))
        _ = try bench.ledger.post(
            .sample(content: "1", writer: "cloud", states: ["inventory"]), RecordBatch.sample(count: 1))
        let receipt = try bench.ledger.post(.sample(content: "2"), RecordBatch.sample(count: 1, total: 5))
        #expect(receipt.transfer.tally[.accepted] == 1)
        #expect(try bench.ledger.outcomes(of: receipt.transfer.id).map(\.flags) == [.partial])
        let id = try #require(try bench.ledger.records(kind: "sale").items.first).id
        let history = try bench.ledger.recordHistory(kind: "sale", id)
        #expect(history.map(\.writer) == ["cloud", "legacy-pos"])
        #expect(history.map(\.currentIn) == [["inventory"], ["revenue"]])
    }

    @Test func lifecycleAndFutureDates() throws {
        let bench = try LedgerBench()
        func outcome(_ standing: Standing, days: Int) throws -> Outcome? {
            let day = RecordBatch.sampleDay.adding(days: days)
            let draft = TransferDraft.sample(content: "\(standing) \(days)", standing: standing)
            let receipt = try bench.ledger.post(draft, RecordBatch.sample(count: 1, date: day))
            return try bench.ledger.outcomes(of: receipt.transfer.id).first?.outcome
        }
        #expect(try outcome(.proposed, days: 0) == .shadow)
        #expect(try outcome(.retired, days: 0) == .quarantined)
        // The sample day's noon is two in the morning of the next day at UTC+14.
        #expect(try outcome(.active, days: 1) == .accepted)
        #expect(try outcome(.active, days: 2) == .held)
        #expect(try outcome(.active, days: 8) == .held)
        #expect(try outcome(.active, days: 9) == .quarantined)
        #expect(try bench.ledger.proof().discrepancies == [])
        let cell = try #require(try bench.ledger.cells(domain: "revenue").items.first)
        #expect(cell.highestDate == RecordBatch.sampleDay.adding(days: 1))
    }

    @Test func aWholeFileMayBeRefused() throws {
        let bench = try LedgerBench()
        let posting = try bench.start(.sample())
        let finding = Finding(rule: "control-total", expected: "3 records", found: "2 records")
        let receipt = try posting.refuse([finding], records: 1_000_000)
        #expect(receipt.transfer.state == .refused)
        #expect(receipt.transfer.refusal == "control-total")
        #expect(receipt.transfer.tally[.quarantined] == 1_000_000)
        #expect(try bench.ledger.outcomes(of: 1, after: 999_998).map(\.number) == [999_999, 1_000_000])
        #expect(try bench.number("SELECT count(*) FROM facts") == 0)
        #expect(try bench.ledger.proof().isProven)
        #expect(throws: LedgerError.closed) { try posting.finish() }
    }

    @Test func exceptionsOfAFloodAreCounted() throws {
        let bench = try LedgerBench()
        var batch = RecordBatch(kinds: [.saleForTests])
        for _ in 0..<1500 { batch.addRejection() }
        let receipt = try bench.ledger.post(.sample(), batch)
        #expect(receipt.transfer.exceptionsListed == 1000)
        #expect(receipt.transfer.exceptionsNotListed == 500)
        // Gates and seals rest on open exceptions: one stands for the rest.
        #expect(try bench.ledger.exceptions(.init(rule: "more-exceptions")).items.map(\.finding.record) == [1001])
        #expect(try bench.ledger.outcomes(of: 1, limit: 2000).count == 1500)
    }

    @Test func recordsMayNotBeMissing() throws {
        let bench = try LedgerBench()
        let posting = try bench.start(.sample())
        try posting.post(.sample(count: 2))
        #expect(throws: LedgerError.outOfOrder(expected: 3, found: 4)) {
            try posting.post(.sample(first: 4, count: 1))
        }
        #expect(try posting.finish(last: .sample(first: 3, count: 1)).transfer.records == 3)
    }

    @Test func aWrongStoresFileOpensNothing() throws {
        let bench = try LedgerBench()
        var draft = TransferDraft.sample(content: "1")
        draft.locations = ["0114", "02*"]
        var batch = RecordBatch(kinds: [.saleForTests])
        for location in ["0114", "0115", "0200"] { batch.addSale(location: location) }
        let receipt = try bench.ledger.post(draft, batch)
        #expect(try bench.ledger.outcomes(of: receipt.transfer.id).map(\.reason) == [.none, .wrongLocation, .none])
        #expect(try bench.ledger.cells().items.map(\.cell.scope.location) == ["0114", "0114", "0200", "0200"])
        let exception = try #require(try bench.ledger.exceptions().items.first)
        #expect(exception.finding.expected == "a location that 'pos' speaks for: 0114, 02*")
        #expect(exception.finding.found.contains("location 0115"))
    }
}
