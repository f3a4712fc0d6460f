import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// Two kinds that state the same thing at another grain share a cell.
@Suite struct EquivalenceTests {
    typealias Bench = CutoverBench

    private static let summary = Kind(
        name: "sale-summary", version: 1, title: "Summary", fields: Kind.saleForTests.fields, key: Kind.saleForTests.key,
        anchor: Kind.saleForTests.anchor, domains: ["revenue"])

    private func bench() throws -> CutoverBench {
        let group = EquivalenceGroup(domain: "revenue", kinds: ["sale", "sale-summary"])
        return try CutoverBench(stores: ["0114"], charter: Charter(rules: [CharterRule(writer: Bench.legacy)], equivalents: [group]))
    }

    private func sum(_ bench: CutoverBench, _ writer: String, _ number: Int, _ ticket: Int = 1, total: Int = 100) throws -> Receipt {
        var batch = RecordBatch(kinds: [Self.summary])
        batch.addSale(ticket: ticket, date: Bench.day(number), total: total)
        return try bench.ledger.post(bench.draft(writer), batch)
    }

    @Test func theyHaveOneOwner() throws {
        let bench = try bench()
        #expect(try bench.outcomes(sum(bench, Bench.legacy, 0)) == [.accepted])
        #expect(try bench.ledger.cells(domain: "revenue").items.map(\.cell.scope.kind) == ["sale"])
        try bench.shadow()
        #expect(try bench.outcomes(sum(bench, Bench.cloud, 0, total: 7)) == [.shadow])
        #expect(try bench.outcomes(sum(bench, Bench.third, 0, total: 8)) == [.quarantined])
        try bench.check()
    }

    @Test func bothKindsMoveTogether() throws {
        let bench = try bench()
        try bench.armed(bench.plan(domains: ["revenue"]))
        try bench.both(5...5)
        try bench.vote()
        bench.open(6)
        let (old, new) = (try sum(bench, Bench.legacy, 6), try sum(bench, Bench.cloud, 6))
        #expect(try bench.outcomes(old) + bench.outcomes(new) == [.held, .held])
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(old) == [.shadow])
        #expect(try bench.outcomes(new) == [.accepted])
        #expect(try bench.ledger.records(kind: "sale-summary").items.map(\.writer) == [Bench.cloud])
        #expect(try bench.cell().highest == Bench.day(6))
        try bench.check()
    }

    @Test func datedAheadTheyWaitLikeAnyOther() throws {
        let bench = try bench()
        try bench.shadow()
        let (old, new) = (try sum(bench, Bench.legacy, 2), try sum(bench, Bench.cloud, 2))
        bench.open(2)
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(old) == [.accepted])
        #expect(try bench.outcomes(new) == [.shadow])
        try bench.check()
    }

    /// An open late record of the other kind stops the seal as one of the plan's own kind does.
    @Test func theSealLooksAtBothKinds() throws {
        let bench = try bench()
        try bench.live(bench.plan(domains: ["revenue"]))
        bench.open(9)
        try bench.ledger.catchUp()
        #expect(try bench.gates(.seal).values.allSatisfy { $0 == .pass })
        #expect(try bench.reasons(sum(bench, Bench.legacy, 3)) == [.late])
        #expect(try bench.gates(.seal)["late"] == .fail)
        _ = try sum(bench, Bench.third, 3, 2, total: 5)
        #expect(try bench.gates(.seal)["quarantined"] == .fail)
    }
}
