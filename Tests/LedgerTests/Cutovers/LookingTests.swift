import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// Whoever only looks changes nothing, whatever registry they have at hand, and whoever steps back moves nothing forward:
/// here a boundary has opened, the vote is in, and nobody has executed it.
@Suite struct LookingTests {
    typealias Bench = CutoverBench

    /// Day 6, an hour after the boundary opened; both writers have stated a sale of it, which waits.
    private func due(egress: EgressMap = EgressMap(), voted: Bool = true) throws -> CutoverBench {
        let bench = try CutoverBench(egress: egress)
        try bench.armed()
        try bench.both(5...5)
        try bench.say(Bench.legacy, 6)
        try bench.say(Bench.cloud, 6)
        bench.open(6, minutes: -60)
        if voted { try bench.order(.go, by: "olga") }
        bench.open(6)
        return bench
    }

    /// A process with another registry: another poster, another mapping.
    private func stranger(_ bench: CutoverBench, _ weakened: Weakening? = nil) throws -> Ledger {
        let rules = [EgressMap.Rule(target: "wms", cells: CharterRule(writer: Bench.cloud), role: .poster)]
        return try Ledger(
            folder: bench.bench.folder, timekeeper: bench.clock, charter: .forTests, egress: EgressMap(rules: rules),
            meaning: { _ in InterfaceMeaning(definition: "other", codes: [:]) }, weakened: weakened)
    }

    private static let looks: [(String, @Sendable (Ledger, CutoverBench) throws -> Void)] = [
        ("cutovers", { ledger, _ in _ = try ledger.cutovers() }),
        ("a cutover", { ledger, _ in _ = try ledger.cutover(Bench.plan) }),
        ("differences", { ledger, _ in _ = try ledger.storeDays(of: Bench.plan, onlyDifferent: false) }),
        ("gates", { ledger, _ in _ = try? ledger.gatesNow(of: .arm, on: Bench.plan) }),
        (
            "explain",
            { ledger, bench in
                let batch = bench.batch(6, 3...3)
                _ = try ledger.rehearse(bench.draft(Bench.cloud), catchingUp: true) { post in try post(batch) }
            }
        ),
        ("cells", { ledger, _ in _ = try ledger.cells(kind: "sale") }),
        ("records", { ledger, _ in _ = try ledger.records(kind: "sale") }),
        ("changes", { ledger, _ in _ = try ledger.changes(limit: 10) }),
        ("transfers", { ledger, _ in _ = try (ledger.transfers(), ledger.receipt(1), ledger.outcomes(of: 1)) }),
        ("exceptions", { ledger, _ in _ = try ledger.exceptions() }),
        ("what is kept beside", { ledger, _ in _ = try ledger.setAside() }),
        ("deliveries", { ledger, _ in _ = try? ledger.deliveries(to: "wms", after: 0, limit: 10) }),
        ("audit", { ledger, _ in _ = try (ledger.auditTail(limit: 10), ledger.audit(after: 0, limit: 10), ledger.auditVerify()) }),
        ("proof and metrics", { ledger, _ in _ = try (ledger.proof(), ledger.counts(), ledger.guardFigures(), ledger.drops()) }),
        ("retirement", { ledger, _ in _ = try (ledger.retirements([]) { _ in true }, ledger.lives([])) }),
        ("users and keys", { ledger, _ in _ = try (ledger.users(), ledger.keys()) }),
        ("readiness", { ledger, _ in try ledger.probe() }),
    ]

    @Test(arguments: looks.indices) func lookingChangesNothing(_ index: Int) throws {
        let (name, look) = Self.looks[index]
        let bench = try due()
        let before = try bench.bench.dump()
        let ledger = try stranger(bench)
        try look(ledger, bench)
        #expect(try bench.bench.dump() == before, "\(name)")
        #expect(try Set(bench.phases()) == [.armed], "\(name)")
        // What is due is done by whoever serves.
        try bench.ledger.catchUp()
        #expect(try Set(bench.phases()) == [.live])
        try bench.check()
    }

    @Test(arguments: ["differences", "explain"]) func aLookThatWritesIsNoticed(_ name: String) throws {
        let bench = try due()
        let before = try bench.bench.dump()
        let look = try #require(Self.looks.first { $0.0 == name }).1
        try look(stranger(bench, .lookingWrites), bench)
        #expect(try bench.bench.dump() != before)
    }

    @Test func theBoardSaysWhatADueBoundaryWaitsFor() throws {
        let bench = try due()
        let missing = try bench.ledger.cutover(Bench.plan).missing
        #expect(
            missing == [
                "\(Bench.day(6)) has opened, and a running gateway goes live or takes the boundary back at its next look; "
                    + "crossdock cutover abort pos takes it back at once."
            ])
    }

    /// What is compared for whoever looks is what the gates then keep.
    @Test func differencesAreAsFreshAsEver() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.say(Bench.cloud, 4, 1...1, store: "0115", total: 99)
        let seen = try bench.ledger.storeDays(of: Bench.plan, onlyDifferent: false)
        #expect(seen.contains { !$0.differences.isEmpty })
        try bench.ledger.compareStoreDays()
        #expect(try bench.number("store_days WHERE dirty > 0") == 0)
        #expect(try bench.ledger.storeDays(of: Bench.plan, onlyDifferent: false) == seen)
        let differing = seen.filter { !$0.differences.isEmpty || !$0.totalDifferences.isEmpty }
        #expect(try bench.ledger.storeDays(of: Bench.plan) == differing)
    }

    /// The gateway compares for the board and the metrics, and not all the time.
    @Test func theGatewayComparesOnceAMinute() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.ledger.compareStoreDays()
        try bench.say(Bench.cloud, 4, 1...1, total: 99)
        try bench.ledger.compareStoreDays()
        #expect(try bench.number("store_days WHERE dirty > 0") > 0)
        bench.clock.advance(seconds: 61)
        try bench.ledger.compareStoreDays()
        #expect(try bench.number("store_days WHERE dirty > 0") == 0)
    }

    @Test func gatesAreSeenAsTheyWouldBeKept() throws {
        let bench = try CutoverBench()
        try bench.shadow()
        try bench.both(1...4)
        let before = try bench.bench.dump()
        let seen = try bench.ledger.gatesNow(of: .arm, on: Bench.plan)
        #expect(try bench.bench.dump() == before)
        let view = try bench.order(.gates(.arm, locations: []))
        #expect(view.snapshots.first?.results == seen.results)
        #expect(view.snapshots.first?.digest == seen.digest)
        #expect(throws: LedgerError.unknown("cutover")) { _ = try bench.ledger.gatesNow(of: .arm, on: "nope") }
    }

    /// Explaining a file says what posting it does, and that finds the boundary executed.
    @Test func explainingSaysWhatPostingDoes() throws {
        let bench = try due()
        let draft = bench.draft(Bench.cloud)
        let batch = bench.batch(6, 3...3)
        let rehearsal = try bench.ledger.rehearse(draft, catchingUp: true) { post in try post(batch) }
        #expect(rehearsal.records.map(\.outcome) == [.accepted])
        try bench.ledger.catchUp()
        #expect(try bench.outcomes(bench.ledger.post(draft, batch)) == [.accepted])
        try bench.check()
    }

    // MARK: steps towards safety

    @Test(arguments: [true, false]) func anAbortTakesADueBoundaryBack(_ voted: Bool) throws {
        let bench = try due(voted: voted)
        try bench.order(.abort(locations: []), by: "oskar")
        #expect(try Set(bench.phases()) == [.shadow])
        #expect(try bench.cell().boundary == nil)
        #expect(try bench.cell().epochs.count == 1)
        #expect(try bench.audited("cutover.go") == nil)
        #expect(try bench.audited("cutover.abort")?.actor == "oskar")
        // What waited has the shadow's decisions, and nothing of it is forgotten.
        #expect(try bench.facts(6) == ["1 legacy-pos 1", "2 legacy-pos 1"])
        try bench.ledger.catchUp()
        #expect(try Set(bench.phases()) == [.shadow])
        try bench.check()
    }

    /// At one store, the other's boundary is executed by the gateway as it was voted.
    @Test func anAbortIsForWhereItWasAskedFor() throws {
        let bench = try due()
        try bench.order(.abort(locations: ["0115"]), by: "oskar")
        #expect(try bench.cell("0115").phase == .shadow)
        #expect(try bench.cell("0114").phase == .armed)
        try bench.ledger.catchUp()
        #expect(try bench.cell("0115").phase == .shadow)
        #expect(try bench.cell("0114").phase == .live)
        try bench.check()
    }

    /// Who believes that it has gone live finds it taken back, without an epoch to show for it.
    @Test func aRollbackTakesADueBoundaryBack() throws {
        let bench = try due()
        #expect(try bench.refusal(looked: .rollback(locations: ["0999"], incident: "INC-1"))?.cause == .request)
        #expect(try bench.refusal(looked: .rollback(locations: [], incident: ""))?.cause == .request)
        let view = try bench.order(.rollback(locations: [], incident: "INC-1"), by: "oskar")
        #expect(try Set(bench.phases()) == [.shadow])
        #expect(try bench.cell().epochs.count == 1)
        let waiting = view.cells.filter(\.awaitsConfirmation)
        #expect(waiting.isEmpty)
        #expect(try bench.audited("cutover.go") == nil)
        try bench.check()
    }

    @Test func aWithdrawalTakesADueBoundaryBack() throws {
        let bench = try due()
        let view = try bench.order(.withdraw)
        #expect(view.state == .withdrawn)
        #expect(try Set(bench.phases()) == [.legacy])
        #expect(try bench.audited("cutover.go") == nil)
        #expect(try bench.facts(6) == ["1 legacy-pos 1", "2 legacy-pos 1"])
        try bench.check()
    }

    /// A boundary that lies ahead is not given up by the way.
    @Test func aWithdrawalLeavesABoundaryAheadAlone() throws {
        let bench = try CutoverBench()
        try bench.armed()
        #expect(try bench.refusal(.withdraw)?.cause == .state)
        #expect(try Set(bench.phases()) == [.armed])
    }

    @Test func anAbortThatExecutesAGoIsNoticed() throws {
        let bench = try due()
        bench.bench.weakened = .safetyMovesForward
        try bench.bench.restart()
        #expect(throws: Refusal.self) { try bench.order(.abort(locations: []), by: "oskar") }
        #expect(try Set(bench.phases()) == [.live])
    }

    // MARK: whoever may not

    private static let orders: [CutoverOrder] = [
        .withdraw, .shadow, .gates(.arm, locations: []), .approve(.arm), .arm, .go, .abort(locations: []),
        .rollback(locations: [], incident: "INC-1"), .confirm, .seal,
        .requestExemption(entity: "1000", location: "0114", date: CutoverBench.day(4), key: "1", reason: "x", until: CutoverBench.day(7)),
    ]

    @Test(arguments: orders.indices) func whoMayNotMovesNothingByAsking(_ index: Int) throws {
        let bench = try due()
        let before = try bench.bench.dump()
        let ledger = try stranger(bench)
        let refusal = #expect(throws: Refusal.self) {
            _ = try ledger.order(Self.orders[index], on: Bench.plan, ActRequest(by: "alma"))
        }
        #expect(refusal?.cause == .permission)
        #expect(try bench.bench.dump() == before)
        let weak = try stranger(bench, .safetyMovesForward)
        #expect(throws: Refusal.self) { _ = try weak.order(Self.orders[index], on: Bench.plan, ActRequest(by: "alma")) }
        #expect(try bench.bench.dump() != before)
    }

    /// The answer to an act that was done before is looked up, and nothing else happens.
    @Test func aRepeatedOrderMovesNothing() throws {
        let bench = try CutoverBench()
        try bench.armed()
        try bench.both(5...5)
        bench.open(6, minutes: -60)
        try bench.order(.go, by: "olga", key: "once")
        bench.open(6)
        let before = try bench.bench.dump()
        try bench.order(.go, by: "olga", key: "once")
        #expect(try bench.bench.dump() == before)
        #expect(throws: LedgerError.idempotencyConflict) { try bench.order(.confirm, by: "olga", key: "once") }
    }
}

extension CutoverBench {
    /// Why a step towards safety is not taken, with nothing caught up before; nothing may have changed then.
    fileprivate func refusal(looked order: CutoverOrder) throws -> Refusal? {
        let before = try bench.dump()
        do {
            try self.order(order, by: "oskar")
            return nil
        } catch let refusal as Refusal {
            #expect(try bench.dump() == before)
            return refusal
        }
    }
}
