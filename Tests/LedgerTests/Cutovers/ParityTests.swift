import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// What both writers say of the same days, held against each other by the ledger.
@Suite struct ParityTests {
    typealias Bench = CutoverBench

    private func agreeing(_ comparison: ComparisonRules? = nil, until number: Int = 4) throws -> CutoverBench {
        let bench = try CutoverBench(stores: ["0114"])
        try bench.shadow(comparison.map { bench.plan(comparison: $0) } ?? bench.plan())
        try bench.say(Bench.cloud, 0)
        try bench.both(1...number)
        return bench
    }

    private func storeDay(_ bench: CutoverBench, _ number: Int) throws -> StoreDay {
        try bench.order(.gates(.arm, locations: []))
        return try bench.ledger.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT assessment FROM store_days WHERE date = ? ORDER BY cell LIMIT 1", arguments: [Bench.day(number).days])
            return try #require(row.flatMap(StoreDayRow.day))
        }
    }

    @Test func aMatchPasses() throws {
        let bench = try agreeing()
        #expect(try bench.gates().values.allSatisfy { $0 == .pass })
        #expect(try storeDay(bench, 2).counts == [.match: 2])
    }

    @Test func aMismatchIsNamedByItsField() throws {
        let bench = try agreeing()
        try bench.say(Bench.cloud, 2, 1...1, total: 101)
        let day = try storeDay(bench, 2)
        #expect(day.counts == [.match: 1, .mismatch: 1])
        #expect(day.differences.first?.sentence == "total: 100, 101")
        #expect(try bench.gates()["parity"] == .fail)
        #expect(try bench.gates()["totals"] == .fail)
        // Corrected, it counts as it stands.
        try bench.say(Bench.cloud, 2, 1...1, total: 100)
        #expect(try bench.gates()["parity"] == .pass)
    }

    @Test func whatIsWithinToleranceIsGood() throws {
        let bench = try agreeing(ComparisonRules(fields: [FieldRule(path: "total", way: .abs, tolerance: "1")]))
        try bench.say(Bench.cloud, 2, 1...1, total: 101)
        #expect(try storeDay(bench, 2).counts == [.match: 1, .tolerated: 1])
        #expect(try bench.gates()["parity"] == .pass)
        try bench.say(Bench.cloud, 2, 2...2, total: 98)
        #expect(try storeDay(bench, 2).counts == [.mismatch: 1, .tolerated: 1])
        #expect(try bench.gates()["parity"] == .fail)
    }

    @Test func whatOnlyOneHasSaidIsMissing() throws {
        let bench = try agreeing()
        try bench.say(Bench.legacy, 1, 7...7)
        try bench.say(Bench.cloud, 2, 8...8)
        #expect(try storeDay(bench, 1).counts == [.match: 2, .missingInB: 1])
        #expect(try storeDay(bench, 2).counts == [.match: 2, .missingInA: 1])
        #expect(try storeDay(bench, 2).differences.map(\.agreement) == [.missingInA])
        #expect(try bench.gates()["exceptions"] == .fail)
    }

    @Test func aDayOfOneWriterOnlyIsNotComplete() throws {
        let bench = try agreeing(until: 3)
        bench.open(4)
        try bench.say(Bench.legacy, 4)
        bench.open(6)
        let gates = try bench.gates()
        #expect(gates["parity"] == .fail)
        #expect(gates["store-days"] == .fail)
    }

    @Test func nothingIsNeverAPass() throws {
        let bench = try CutoverBench(stores: ["0114"])
        try bench.shadow()
        bench.open(4)
        let gates = try bench.gates()
        #expect(gates["parity"] == .inconclusive)
        #expect(gates["totals"] == .inconclusive)
        #expect(gates["store-days"] == .inconclusive)
        #expect(try bench.refusal(.approve(.arm), by: "olga")?.cause == .requirements)
    }

    @Test func aStreakThatIsTooShortIsInconclusive() throws {
        let bench = try CutoverBench(stores: ["0114"])
        try bench.shadow(bench.plan(gates: GateRules(days: 3, withinHours: nil)))
        bench.open(1)
        try bench.both(1...4)
        #expect(try bench.gates()["parity"] == .inconclusive)
        bench.open(5)
        #expect(try bench.gates()["parity"] == .pass)
    }

    /// It still counts against parity; it only is no longer unexplained.
    @Test func anExemptionExplainsAndDoesNotHelpParity() throws {
        let bench = try agreeing()
        try bench.say(Bench.cloud, 2, 1...1, total: 101)
        let key = try #require(try storeDay(bench, 2).differences.first).key
        #expect(try bench.gates()["exceptions"] == .fail)
        for until in [3, 40] {
            let wish = CutoverOrder.requestExemption(
                entity: "1000", location: "0114", date: Bench.day(2), key: key, reason: "known", until: Bench.day(until))
            #expect(try bench.refusal(wish, by: "oskar")?.cause == .request)
        }
        try bench.order(
            .requestExemption(entity: "1000", location: "0114", date: Bench.day(2), key: key, reason: "known", until: Bench.day(5)),
            by: "oskar")
        #expect(try storeDay(bench, 2).counts == [.match: 1, .mismatch: 1])
        try bench.order(.grantExemption(1), by: "rolf")
        #expect(try storeDay(bench, 2).counts == [.match: 1, .exempt: 1])
        #expect(try bench.gates()["exceptions"] == .pass)
        #expect(try bench.gates()["parity"] == .fail)
        bench.open(5)
        #expect(try storeDay(bench, 2).counts == [.match: 1, .exempt: 1])
        bench.open(6)
        #expect(try storeDay(bench, 2).counts == [.match: 1, .mismatch: 1])
        try bench.check()
    }

    @Test func aChangedComparisonBeginsAnew() throws {
        let bench = try agreeing()
        #expect(try bench.gates()["parity"] == .pass)
        try bench.order(.plan(bench.plan(comparison: ComparisonRules(fields: [FieldRule(path: "note", way: .ignore)]))))
        #expect(try bench.ledger.cutover(Bench.plan).comparedSince == Bench.day(4))
        #expect(try bench.gates()["parity"] == .inconclusive)
        // Nothing but the boundary: parity stands.
        try bench.both(5...7)
        #expect(try bench.gates()["parity"] == .pass)
        try bench.order(.plan(bench.plan(boundary: 9, comparison: ComparisonRules(fields: [FieldRule(path: "note", way: .ignore)]))))
        #expect(try bench.gates()["parity"] == .pass)
    }

    /// Two differences that cancel out in the sum, within tolerance fact by fact: the totals of both signs are equal,
    /// and those that do not cancel out are not.
    @Test func totalsAreExactWhateverTheFactsMayDiffer() throws {
        let rules = ComparisonRules(fields: [FieldRule(path: "total", way: .abs, tolerance: "1")], totals: [TotalRule(sum: "total")])
        let bench = try agreeing(rules)
        try bench.say(Bench.cloud, 2, 1...1, total: 101)
        #expect(try bench.gates()["parity"] == .pass)
        #expect(try bench.found("totals").found.contains("total + 200, 201"))
        try bench.say(Bench.cloud, 2, 2...2, total: 99)
        #expect(try bench.gates()["totals"] == .pass)
        // A sale and a return that both differ by the same amount do not cancel out.
        try bench.say(Bench.legacy, 2, 3...3, total: -50)
        try bench.say(Bench.cloud, 2, 3...3, total: -51)
        try bench.say(Bench.cloud, 2, 2...2, total: 100)
        let day = try storeDay(bench, 2)
        #expect(day.totalDifferences.map(\.path) == ["total +", "total -"])
    }

    @Test func anUnpublishedContractFailsTheSchemas() throws {
        let bench = try CutoverBench(stores: ["0114"], unpublished: [Bench.cloud])
        try bench.shadow()
        #expect(try bench.gates()["schemas"] == .fail)
    }

    @Test func anOldWriterThatFellSilentIsNoWayBack() throws {
        let bench = try agreeing()
        #expect(try bench.gates()["rollback"] == .pass)
        for number in 5...9 {
            bench.open(number)
            try bench.say(Bench.cloud, number)
        }
        bench.open(10)
        #expect(try bench.gates()["rollback"] == .fail)
    }

    @Test func theNewWritersLatenessIsMeasured() throws {
        let bench = try CutoverBench(stores: ["0114"])
        try bench.shadow(bench.plan(gates: GateRules(days: 1, withinHours: 36)))
        for number in 1...3 {
            bench.open(number)
            try bench.say(Bench.legacy, number)
        }
        // Day 3 ends thirteen hours before day 5 begins where it begins first, and an hour later it is said.
        bench.open(5)
        try bench.say(Bench.cloud, 3)
        #expect(try bench.found("timeliness").found.hasPrefix("11 hours"))
        #expect(try bench.gates()["timeliness"] == .pass)
        bench.open(7)
        try bench.say(Bench.cloud, 3, 2...2, total: 5)
        #expect(try bench.gates()["timeliness"] == .pass)
        try bench.say(Bench.cloud, 3, 3...3)
        #expect(try bench.gates()["timeliness"] == .fail)
    }
}
