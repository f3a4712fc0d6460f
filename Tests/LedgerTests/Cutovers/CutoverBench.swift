import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// A ledger with people, two stores and the plan of a cutover between two writers, and a clock in business days.
///
/// Day 0 is the sample day; `open` moves the clock to an hour after a day has begun where it begins first.
final class CutoverBench {
    static let legacy = "legacy-pos"
    static let cloud = "cloud-pos"
    static let third = "third-pos"
    static let plan = "pos"

    let bench: LedgerBench
    let stores: [String]
    let admin: Person
    private var files = 0

    var ledger: Ledger { bench.ledger }
    var clock: ManualTimekeeper { bench.clock }

    init(stores: [String] = ["0114", "0115"], charter: Charter = .forTests, egress: EgressMap = EgressMap(), unpublished: [String] = [])
        throws
    {
        let writers = [Self.legacy, Self.cloud, Self.third]
        let contracts = ContractBook(
            Dictionary(
                uniqueKeysWithValues: writers.map { writer in
                    let isPublished = !unpublished.contains(writer)
                    return (Self.reference(writer), ContractBook.Entry(writer: writer, isPublished: isPublished, standing: .active))
                }))
        bench = try LedgerBench(charter: charter, egress: egress, contracts: contracts)
        self.stores = stores
        let ledger = bench.ledger
        admin = try ledger.createUser(name: "ada", roles: [.admin], by: nil)
        try ledger.createUser(name: "rita", roles: [.releaseManager], by: admin)
        try ledger.createUser(name: "rolf", roles: [.releaseManager], by: admin)
        try ledger.createUser(name: "olga", roles: [.domainOwner], domains: ["*"], by: admin)
        try ledger.createUser(name: "otto", roles: [.domainOwner], domains: ["inventory"], by: admin)
        try ledger.createUser(name: "carl", roles: [.controller], by: admin)
        try ledger.createUser(name: "oskar", roles: [.operator], by: admin)
        try ledger.createUser(name: "orla", roles: [.operator], by: admin)
        try ledger.createUser(name: "alma", roles: [.auditor], by: admin)
        try ledger.createUser(name: "robot", roles: [.domainOwner, .operator], domains: ["*"], isService: true, by: admin)
        open(0)
    }

    static func reference(_ writer: String) -> String { "\(writer).sales@1.0.0" }
    static func side(_ writer: String) -> CutoverPlan.Side { .init(writer: writer, interfaces: [reference(writer)]) }

    // MARK: time

    static func day(_ number: Int) -> BusinessDate { RecordBatch.sampleDay.adding(days: number) }
    var today: BusinessDate { Submission.lastOpenDay(at: clock.now()) }

    /// Moves the clock to an hour after the day has begun at UTC+14; negative minutes lie before that beginning.
    func open(_ number: Int, minutes: Int64 = 60) {
        let beginning = Int64(Self.day(number).days) * 86_400 - 14 * 3600
        clock.set(Instant(seconds: beginning + minutes * 60))
    }

    // MARK: what comes in

    func draft(
        _ writer: String, content: String? = nil, states: [String] = ["inventory", "revenue"], standing: Standing = .active,
        door: Door = .file, correction: Correction = .replace
    ) -> TransferDraft {
        files += 1
        var draft = TransferDraft.sample(
            content: content ?? "file \(files)", door: door, source: writer, interface: "\(writer).sales", writer: writer, states: states,
            standing: standing, correction: correction)
        draft.receivedAt = clock.now()
        return draft
    }

    func batch(_ number: Int, _ tickets: ClosedRange<Int> = 1...2, store: String = "0114", total: Int = 100) -> RecordBatch {
        var batch = RecordBatch(kinds: [.saleForTests])
        for ticket in tickets { batch.addSale(ticket: ticket, location: store, date: Self.day(number), total: total) }
        return batch
    }

    /// One file of one writer with some tickets of a store's day.
    @discardableResult
    func say(
        _ writer: String, _ number: Int, _ tickets: ClosedRange<Int> = 1...2, store: String = "0114", total: Int = 100,
        content: String? = nil, standing: Standing = .active, door: Door = .file
    ) throws -> Receipt {
        try ledger.post(
            draft(writer, content: content, standing: standing, door: door), batch(number, tickets, store: store, total: total))
    }

    /// Both writers say the same of a day, in every store.
    func both(_ numbers: ClosedRange<Int>) throws {
        for number in numbers {
            open(number)
            for store in stores {
                try say(Self.legacy, number, store: store)
                try say(Self.cloud, number, store: store)
            }
        }
    }

    // MARK: what is there

    func cell(_ store: String = "0114", _ domain: String = "revenue") throws -> Cell {
        try #require(try ledger.cells(kind: "sale", domain: domain, location: store).items.first).cell
    }

    func phases() throws -> [Phase] { try ledger.cells(kind: "sale").items.map(\.cell.phase) }

    func outcomes(_ receipt: Receipt) throws -> [Outcome] { try ledger.outcomes(of: receipt.transfer.id).map(\.outcome) }
    func reasons(_ receipt: Receipt) throws -> [Reason] { try ledger.outcomes(of: receipt.transfer.id).map(\.reason) }

    /// Each current fact of a store's day as `ticket domain writer epoch`.
    func facts(_ number: Int, store: String = "0114", domain: String = "revenue") throws -> [String] {
        try ledger.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT CAST(substr(f.key, -8) AS INTEGER) || ' ' || w.name || ' ' || f.epoch
                    FROM facts f JOIN scopes s ON s.id = f.scope JOIN domains d ON d.id = f.domain JOIN records r ON r.id = f.record
                        JOIN transfers t ON t.id = r.transfer JOIN writers w ON w.id = t.writer
                    WHERE s.location = ? AND d.name = ? AND r.date = ? ORDER BY 1
                    """, arguments: [store, domain, Self.day(number).days])
        }
    }

    /// How many rows there are, such as `transfers WHERE state = 1`.
    func number(_ rows: String) throws -> Int { try bench.number("SELECT count(*) FROM \(rows)") }

    /// What must hold after every step.
    func check(_ place: SourceLocation = #_sourceLocation) throws {
        #expect(try ledger.proof().discrepancies == [], sourceLocation: place)
        #expect(try ledger.auditVerify().isIntact, sourceLocation: place)
        for view in try ledger.transfers(limit: 1000).items {
            let outcomes = try ledger.outcomes(of: view.id, limit: 100_000)
            #expect(outcomes.map(\.number) == Array(1..<(view.records + 1)), sourceLocation: place)
            for outcome in Outcome.allCases {
                #expect(outcomes.count { $0.outcome == outcome } == view.tally[outcome], sourceLocation: place)
            }
        }
    }
}
