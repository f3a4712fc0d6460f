import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// The life that the ledger holds, and what it does to what is posted.
@Suite struct LifeTests {
    let bench: LedgerBench
    private var ledger: Ledger { bench.ledger }

    static let old = InterfaceLife(
        interface: "store-pos.sales", version: "1.0.0", writer: "legacy-pos",
        life: Life(
            status: .retiring, owner: "stores", successor: "store-pos.poslog",
            decommissionBy: RecordBatch.sampleDay.adding(days: 100)))
    static let heir = InterfaceLife(
        interface: "store-pos.poslog", version: "1.0.0", writer: "legacy-pos", life: Life(status: .strategic, owner: "stores"))

    init() throws { bench = try LedgerBench() }

    private func wait(days: Int64) { bench.clock.advance(seconds: days * 86_400) }

    private func retire() throws {
        _ = try ledger.retire(Self.old, among: [Self.old, Self.heir], isArchived: { _ in true }, reason: "silent", by: "ops")
    }

    /// A transfer of `interface` as it comes today.
    private func draft(_ content: String, _ interface: String = "store-pos.sales", door: Door = .rest) -> TransferDraft {
        var draft = TransferDraft.sample(content: content, door: door, interface: interface)
        draft.receivedAt = bench.clock.now()
        return draft
    }

    @Test func theDeclaredLifeCountsUntilSomebodyChangesIt() throws {
        #expect(try ledger.lives([Self.old, Self.heir]) == [Self.old, Self.heir])
        let slipped = try ledger.slipLife(Self.old, to: RecordBatch.sampleDay.adding(days: 200), reason: "late", by: "ops")
        #expect(slipped.life.slips == 1)
        #expect(try ledger.lives([Self.old]) == [slipped])
        let back = try ledger.setLife(Self.old, to: LifeChange(status: .transitional), reason: "not yet", by: "ops")
        #expect(back.life.decommissionBy == slipped.life.decommissionBy)
        let steps = try ledger.lifeSteps("store-pos.sales", version: "1.0.0")
        #expect(steps.map(\.life.status) == [.retiring, .transitional])
        #expect(steps.map(\.reason) == ["late", "not yet"])
        let audit = try ledger.auditTail(limit: 9)
        #expect(audit.map(\.act) == ["interface.slipped", "interface.transitional"])
        #expect(audit.last?.subject == "interface/store-pos.sales@1.0.0")
        #expect(audit.last?.details.contains(#""before":{"status":"retiring""#) == true)
        #expect(audit.last?.details.contains(#""reason":"not yet""#) == true)
    }

    /// The contract's own date counts too, and so does one of a step before the last.
    @Test func aDateIsPutOffAlsoWhereItWasDroppedOnTheWay() throws {
        func set(_ status: LifeStatus, by days: Int? = nil) throws -> Int {
            let date = days.map { RecordBatch.sampleDay.adding(days: $0) }
            let change = LifeChange(status: status, successor: date.map { _ in "store-pos.poslog" }, decommissionBy: date)
            return try ledger.setLife(Self.old, to: change, reason: "why", by: "ops").life.slips
        }
        #expect(try set(.strategic) == 0)
        #expect(try set(.transitional, by: 465) == 1)
        #expect(try set(.strategic) == 1)
        try bench.restart()
        #expect(try set(.transitional, by: 465) == 1)
        #expect(try set(.strategic) == 1)
        #expect(try set(.transitional, by: 466) == 2)
    }

    @Test func whatIsRefusedLeavesNothing() throws {
        let before = try bench.rows()
        #expect(throws: LifeRefusal.self) { try retire() }
        #expect(throws: LifeRefusal.self) { try ledger.setLife(Self.heir, to: LifeChange(status: .retiring), reason: "x", by: "ops") }
        #expect(try bench.rows() == before)
    }

    @Test func whatIsUsedIsCounted() throws {
        let posting = try bench.start(draft("1"))
        try posting.post(.sample(count: 3))
        try posting.post(.sample(first: 4, count: 2, location: "0115"))
        _ = try posting.finish()
        _ = try ledger.post(draft("1"), .sample(count: 5))
        let usage = try ledger.retirement(of: Self.old, among: [], isArchived: { _ in true }).usage
        // The second transfer repeats the first, and comes for no cell.
        #expect(usage.filter { $0.cell == nil }.map(\.transfers) == [2])
        #expect(usage.filter { $0.cell == nil }.map(\.records) == [10])
        #expect(
            usage.compactMap { use in use.cell.map { "\($0) \(use.records)" } }.sorted() == [
                "sale/inventory/1000/0114 3", "sale/inventory/1000/0115 2", "sale/revenue/1000/0114 3", "sale/revenue/1000/0115 2",
            ])
        #expect(usage.allSatisfy { $0.source == "pos" && $0.door == .rest && $0.day == RecordBatch.sampleDay })
    }

    @Test func usageFromBeforeIsCountedWhenTheLedgerIsOpened() throws {
        _ = try ledger.post(draft("1"), .sample(count: 3))
        let rows = "SELECT * FROM usage ORDER BY cell"
        let before = try ledger.pool.read { try Row.fetchAll($0, sql: rows) }
        let tables = ["lives", "brownouts", "usage", "consumers"].map { "DROP TABLE \($0);" }.joined()
        try bench.tamper(tables + "DROP INDEX transfers_by_interface; DELETE FROM grdb_migrations WHERE identifier = '11-lives'")
        try bench.restart()
        #expect(try ledger.pool.read { try Row.fetchAll($0, sql: rows) } == before)
        #expect(try bench.number("SELECT count(*) FROM consumers") == 1)
    }

    @Test func theBurndownComparesTwoTimes35Days() throws {
        _ = try ledger.post(draft("1"), .sample(count: 5))
        wait(days: 35)
        _ = try ledger.post(draft("2"), .sample(count: 2, total: 300))
        let figures = try #require(try ledger.retirementFigures([Self.old, Self.heir]).first)
        #expect(figures.burndown.recent == 2)
        #expect(figures.burndown.earlier == 5)
        #expect(!figures.isOverdue)
        wait(days: 100)
        #expect(try ledger.retirementFigures([Self.old]).first?.isOverdue == true)
    }

    @Test func itEndsOnEvidenceOnly() throws {
        let key = try ledger.createKey(name: "pos", scopes: [], writer: "legacy-pos", by: "ops").key
        _ = try ledger.post(draft("1"), .sample(count: 3))
        let refusal = try #require(throws: LifeRefusal.self) { try retire() }
        #expect(refusal.missing.count == 3)
        #expect(refusal.description.contains("sale/revenue/1000/0114"))
        wait(days: 1)
        _ = try ledger.post(draft("2", "store-pos.poslog"), .sample(count: 3, total: 200))
        wait(days: 40)
        #expect(throws: LifeRefusal(["Keys that have used it are not revoked: pos. Revoke them."])) { try retire() }
        try ledger.revokeKey(key.id, by: "ops")
        // A later key of that name has not used it.
        bench.clock.advance(seconds: 1)
        _ = try ledger.createKey(name: "pos", scopes: [], writer: "legacy-pos", by: "ops")
        #expect(throws: LifeRefusal(["The bytes of its latest transfer are not in the archive: restore them first."])) {
            try ledger.retire(Self.old, among: [Self.heir], isArchived: { _ in false }, reason: "silent", by: "ops")
        }
        try retire()
        #expect(try ledger.lives([Self.old]).first?.life.status == .retired)
        #expect(try ledger.retirements([Self.old], isArchived: { _ in true }).first?.milestone == "none")
        #expect(try ledger.auditTail(limit: 1).first?.act == "interface.retired")
    }

    @Test func anEndIsHonouredInTheTransactionThatPosts() throws {
        _ = try ledger.post(draft("0"), .sample(count: 1))
        let (rest, file) = (try bench.start(draft("1")), try bench.start(draft("2", door: .file)))
        try rest.post(.sample(count: 2))
        // Between two batches, behind their back.
        try bench.tamper(
            """
            INSERT INTO lives(interface, version, status, owner, slips, changed_at, changed_by, reason)
            VALUES ('store-pos.sales', '1.0.0', 'retired', 'stores', 0, 0, 'ops', 'silent')
            """)
        let tally = try rest.finish(last: .sample(first: 3, count: 2)).transfer.tally
        #expect(tally[.accepted] + tally[.duplicate] == 2)
        #expect(tally[.rejected] == 2)
        #expect(try file.finish(last: .sample(count: 2)).transfer.tally[.quarantined] == 2)
        #expect(try ledger.outcomes(of: 3).map(\.reason) == [.retired, .retired])
        // The same content again is no way around it.
        #expect(try ledger.post(draft("0"), .sample(count: 1)).transfer.tally[.rejected] == 1)
        #expect(try ledger.proof().discrepancies == [])
    }

    @Test func aBrownoutNeedsSealedCells() throws {
        _ = try ledger.post(draft("1"), .sample(count: 1))
        let now = bench.clock.now()
        let window = Brownout(from: now, until: now.adding(seconds: 60))
        let refusal = try #require(throws: LifeRefusal.self) { try ledger.planBrownout(Self.old, window, reason: "notice", by: "ops") }
        #expect(refusal.description.contains("sale/inventory/1000/0114, sale/revenue/1000/0114"))
        try bench.tamper("UPDATE cells SET phase = 5")
        _ = try ledger.planBrownout(Self.old, window, reason: "notice", by: "ops")
        #expect(try ledger.brownout(of: Self.old) == PlannedBrownout(window: window, unsealed: []))
        #expect(try ledger.admission(of: "pos", to: Self.old).brownout == window)
        _ = try ledger.setLife(Self.old, to: LifeChange(status: .transitional), reason: "called off", by: "ops")
        #expect(try ledger.brownout(of: Self.old) == nil)
        _ = try ledger.setLife(Self.old, to: LifeChange(status: .retiring), reason: "again", by: "ops")
        bench.clock.advance(seconds: 60)
        #expect(try ledger.brownout(of: Self.old) == nil)
    }

    /// A store that nobody knew of opens its cells between the plan and the window.
    @Test func aBrownoutTakesNoEffectOnceAStoreHasOpenedACell() throws {
        _ = try ledger.post(draft("1"), .sample(count: 1))
        try bench.tamper("UPDATE cells SET phase = 5")
        let now = bench.clock.now()
        let window = Brownout(from: now.adding(seconds: 60), until: now.adding(seconds: 120))
        _ = try ledger.planBrownout(Self.old, window, reason: "notice", by: "ops")
        func warnings() throws -> [String] { try ledger.retirements([Self.old], isArchived: { _ in true })[0].warnings }
        #expect(try warnings() == [])
        _ = try ledger.post(draft("2"), .sample(count: 1, location: "0115"))
        #expect(try warnings().first?.contains("takes no effect") == true)
        bench.clock.advance(seconds: 60)
        let cells = ["sale/inventory/1000/0115", "sale/revenue/1000/0115"]
        #expect(try ledger.brownout(of: Self.old) == PlannedBrownout(window: window, unsealed: cells))
        #expect(try ledger.admission(of: "pos", to: Self.old).brownout == nil)
        #expect(try warnings().first?.contains(cells.joined(separator: ", ")) == true)
        try bench.tamper("UPDATE cells SET phase = 5")
        #expect(try ledger.admission(of: "pos", to: Self.old).brownout == window)
        #expect(try warnings() == [])
    }

    @Test func consumersAreKnownByTheirUse() throws {
        let declared = DropBinding(drop: "till", subject: Self.old)
        #expect(try ledger.registerDrops([declared]).isEmpty)
        _ = try ledger.createKey(name: "pos", scopes: [], writer: "legacy-pos", by: "ops")
        _ = try ledger.post(draft("1"), .sample(count: 1))
        // Archived bytes that a person translates again are nobody's use.
        _ = try ledger.post(draft("2", door: .file), .sample(count: 1))
        var view = try ledger.retirement(of: Self.old, among: [], isArchived: { _ in true })
        #expect(view.consumers.map { "\($0.source) \($0.state(on: RecordBatch.sampleDay))" } == ["till silent", "pos active"])
        #expect(view.view.active == 1)
        #expect(view.view.silent == 1)
        #expect(try ledger.registerDrops([]).isEmpty)
        view = try ledger.retirement(of: Self.old, among: [], isArchived: { _ in true })
        #expect(view.consumers.first?.state(on: RecordBatch.sampleDay) == "gone")
    }

    @Test func aRetiringInterfaceTakesNobodyNew() throws {
        let till = DropBinding(drop: "till", subject: Self.old)
        let shop = DropBinding(drop: "shop", subject: Self.heir)
        _ = try ledger.registerDrops([till])
        _ = try ledger.post(draft("1"), .sample(count: 1))
        // As long as only the contract says so, nobody knows who came before.
        #expect(try !ledger.admission(of: "new", to: Self.old).isTooLate)
        _ = try ledger.slipLife(Self.old, to: RecordBatch.sampleDay.adding(days: 200), reason: "late", by: "ops")
        #expect(try ledger.admission(of: "new", to: Self.old).isTooLate)
        #expect(try !ledger.admission(of: "pos", to: Self.old).isTooLate)
        #expect(try ledger.registerDrops([till, DropBinding(drop: "new", subject: Self.old)]).map(\.drop) == ["new"])
        #expect(try ledger.registerDrops([till, shop]).isEmpty)
        // One that has left is new when it comes back.
        #expect(try ledger.registerDrops([shop]).isEmpty)
        #expect(try ledger.registerDrops([shop, till]).map(\.drop) == ["till"])
    }
}
