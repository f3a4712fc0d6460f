import Canonical
import Ownership
import Testing

@testable import Ledger

/// A contract that says something else, or a crosswalk that does, lets parity begin anew.
@Suite struct MappingTests {
    typealias Bench = CutoverBench

    private static func meanings(_ rows: [String], definition: String = "1") -> [String: InterfaceMeaning] {
        let book = CodeBook(rows.map { (code: String($0.prefix { $0 != "," }), row: $0) })
        return [Bench.reference(Bench.legacy): InterfaceMeaning(definition: definition, codes: ["tender/legacy-pos": book])]
    }

    /// Day 4, both writers agree, and the gates of arming are approved by one.
    private func approved() throws -> CutoverBench {
        let bench = try CutoverBench(stores: ["0114"])
        try read(Self.meanings(["CASH,cash", "CARD,card"]), bench)
        try bench.shadow()
        try bench.say(Bench.cloud, 0)
        try bench.both(1...4)
        try bench.order(.gates(.arm, locations: []))
        try bench.order(.approve(.arm), by: "olga")
        return bench
    }

    /// The gateway starts anew with a registry that says this.
    private func read(_ meanings: [String: InterfaceMeaning], _ bench: CutoverBench) throws {
        bench.bench.meanings = meanings
        try bench.bench.restart()
    }

    @Test(arguments: [
        (meanings(["CASH,card", "CARD,cash"]), "tender/legacy-pos"), (meanings(["CASH,cash"]), "tender/legacy-pos"),
        (meanings(["CASH,cash", "CARD,card"], definition: "2"), "legacy-pos.sales@1.0.0"),
    ])
    func aChangedMappingBeginsAnew(_ meanings: [String: InterfaceMeaning], _ name: String) throws {
        let bench = try approved()
        try read(meanings, bench)
        // It stays noticed, although the act is refused.
        #expect(throws: Refusal.self) { try bench.order(.arm) }
        #expect(try bench.ledger.cutover(Bench.plan).comparedSince == Bench.day(4))
        let row = try #require(try bench.audited("cutover.remapped"))
        #expect(row.actor == "crossdock")
        #expect(row.details == #"{"changed":["\#(name)"],"comparedSince":"\#(Bench.day(4))"}"#)
        #expect(try bench.gates()["parity"] == .inconclusive)
        // Two closed days later it may be approved again, and what was approved before does not count.
        try bench.both(5...7)
        try bench.order(.plan(bench.plan(boundary: 9)))
        #expect(try bench.gates()["parity"] == .pass)
        #expect(try bench.refusal(.arm)?.description.contains("given by nobody") == true)
        #expect(try bench.number("audit WHERE act = 'cutover.remapped'") == 1)
        try bench.check()
    }

    @Test func aNewCodeDoesNot() throws {
        let bench = try approved()
        try read(Self.meanings(["CASH,cash", "CARD,card", "GIFT,voucher"]), bench)
        try bench.order(.approve(.arm), by: "carl")
        #expect(try bench.refusal(.arm) == nil)
        #expect(try bench.ledger.cutover(Bench.plan).comparedSince == nil)
        // From now on it is one that was there.
        try read(Self.meanings(["CASH,cash", "CARD,card", "GIFT,cash"]), bench)
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.audited("cutover.remapped")?.details.contains("tender/legacy-pos") == true)
        #expect(try bench.phases() == [.shadow, .shadow])
        try bench.check()
    }

    /// The daemon was started before the code was added; a command has noticed it since.
    @Test func whatIsNewToOthersDoesNotStopAnEarlierProcess() throws {
        let bench = try approved()
        bench.clock.advance(seconds: 60)
        bench.bench.meanings = Self.meanings(["CASH,cash", "CARD,card", "GIFT,voucher"])
        let command = try bench.bench.another()
        _ = try command.order(.gates(.arm, locations: []), on: Bench.plan, ActRequest(by: "rita"))
        try bench.order(.approve(.arm), by: "carl")
        try bench.order(.arm)
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.phases() == [.live, .live])
        #expect(try bench.audited("cutover.remapped") == nil)
    }

    /// Nobody asks for the gates meanwhile: the gateway notices it when it starts, and when a day begins.
    @Test func theGatewayNoticesItWhereNobodyAsks() throws {
        let bench = try approved()
        try read(Self.meanings(["CASH,card", "CARD,cash"]), bench)
        try bench.ledger.noticeMappings()
        try bench.ledger.noticeMappings()
        #expect(try bench.number("audit WHERE act = 'cutover.remapped'") == 1)
        try read(Self.meanings(["CASH,cash", "CARD,card"]), bench)
        #expect(try bench.gates()["parity"] == .inconclusive)
        #expect(try bench.number("audit WHERE act = 'cutover.remapped'") == 2)
    }

    /// Whoever only looks, or posts a file, may have another registry at hand, or an older one without the contract.
    @Test func lookingChangesNothing() throws {
        let bench = try approved()
        bench.bench.meanings = Self.meanings(["CASH,card", "CARD,cash"])
        let other = try bench.bench.another()
        bench.open(5)
        try other.catchUp()
        _ = try other.cutover(Bench.plan)
        _ = try other.storeDays(of: Bench.plan)
        #expect(try bench.audited("cutover.remapped") == nil)
        #expect(try bench.ledger.cutover(Bench.plan).comparedSince == nil)
        bench.bench.meanings = [:]
        try bench.bench.another().noticeMappings()
        #expect(try bench.audited("cutover.remapped") == nil)
    }

    /// A cutover that was under way before the ledger kept what contracts mean goes on.
    @Test func aLedgerOfTheReleaseBeforeIsUpgraded() throws {
        let bench = try approved()
        try bench.bench.tamper(
            """
            DROP TABLE comparison_bases;
            ALTER TABLE gate_snapshots DROP COLUMN basis;
            DELETE FROM grdb_migrations WHERE identifier = '14-bases'
            """)
        try bench.bench.restart()
        #expect(try bench.ledger.cutover(Bench.plan).snapshots.count == 1)
        #expect(try bench.gates()["parity"] == .pass)
        #expect(try bench.ledger.cutover(Bench.plan).comparedSince == nil)
        try bench.arm()
        try read(Self.meanings(["CASH,card", "CARD,cash"]), bench)
        #expect(try bench.gatesAreReset())
        try bench.check()
    }
}

extension CutoverBench {
    fileprivate func gatesAreReset() throws -> Bool {
        try ledger.noticeMappings()
        return try audited("cutover.remapped") != nil
    }
}
