import Canonical
import CrossdockTesting
import Ownership
import Testing

@testable import Ledger

/// A cutover from its plan to its seal, in two stores and two domains, with what both writers say in each phase.
@Suite struct WholeWayTests {
    typealias Bench = CutoverBench

    /// What the ledger says to a statement of each writer before the boundary (day 3) and from it on (day 6), as the
    /// decision table has it: A before, A from it, B before, B from it, C before, C from it.
    private func answers(_ bench: CutoverBench, _ ticket: Int, _ door: Door) throws -> [Outcome] {
        // Each says something else, since what is canonical already is a duplicate whoever says it.
        try [Bench.legacy, Bench.cloud, Bench.third].enumerated().flatMap { index, writer in
            try [3, 6].flatMap { number in
                try bench.stores.flatMap { store in
                    try bench.outcomes(bench.say(writer, number, ticket...ticket, store: store, total: 1000 + index, door: door))
                }
            }
        }
    }

    /// The table's six entries, once for each of two stores.
    private func twice(_ row: [Outcome]) -> [Outcome] { row.flatMap { [$0, $0] } }

    @Test(arguments: [Door.file, .rest]) func everyPhaseAnswersAsTheTableSays(_ door: Door) throws {
        let no: Outcome = door == .rest ? .rejected : .quarantined
        let bench = try CutoverBench()
        try bench.legacy()
        bench.open(6)
        #expect(try answers(bench, 11, door) == twice([.accepted, .accepted, no, no, no, no]))
        try bench.check()

        let shadow = try CutoverBench()
        try shadow.shadow()
        shadow.open(6)
        #expect(try answers(shadow, 12, door) == twice([.accepted, .accepted, .shadow, .shadow, no, no]))
        try shadow.check()

        // The day has begun, and nobody has looked at the boundary yet.
        let armed = try CutoverBench()
        try armed.armed()
        armed.open(6)
        #expect(try answers(armed, 13, door) == twice([.accepted, .held, .shadow, .held, no, no]))
        try armed.check()

        let live = try CutoverBench()
        try live.live()
        #expect(try answers(live, 14, door) == twice([.accepted, .shadow, .shadow, .accepted, no, no]))
        try live.check()

        let sealed = try CutoverBench()
        try sealed.sealed()
        #expect(try sealed.phases() == Array(repeating: .sealed, count: 4))
        #expect(try answers(sealed, 15, door) == twice([.quarantined, no, .quarantined, .accepted, no, no]))
        #expect(try sealed.ledger.cutover(Bench.plan).state == .closed)
        try sealed.check()
    }

    @Test func factsKeepTheAuthorOfTheirDate() throws {
        let bench = try CutoverBench()
        try bench.legacy()
        #expect(try bench.phases() == Array(repeating: .legacy, count: 4))
        try bench.check()
        try bench.propose(bench.plan())
        #expect(try bench.phases() == Array(repeating: .shadow, count: 4))
        try bench.check()
        for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
        try bench.both(1...4)
        try bench.arm()
        #expect(try bench.phases() == Array(repeating: .armed, count: 4))
        try bench.check()
        try bench.both(5...5)
        try bench.goLive()
        #expect(try bench.phases() == Array(repeating: .live, count: 4))
        try bench.check()
        try bench.both(6...7)
        bench.open(9)
        try bench.seal()
        #expect(try bench.phases() == Array(repeating: .sealed, count: 4))
        try bench.check()
        for store in bench.stores {
            for domain in ["inventory", "revenue"] {
                for day in 0...5 { #expect(try bench.facts(day, store: store, domain: domain) == ["1 legacy-pos 1", "2 legacy-pos 1"]) }
                for day in 6...7 { #expect(try bench.facts(day, store: store, domain: domain) == ["1 cloud-pos 2", "2 cloud-pos 2"]) }
                let cell = try bench.cell(store, domain)
                #expect(cell.epochs.map(\.number) == [1, 2])
                #expect(cell.epochs.map(\.isSealed) == [true, false])
                #expect(cell.epochs.map(\.from) == [nil, Bench.day(6)])
                #expect(cell.highest == Bench.day(7))
            }
        }
        let acts = try bench.ledger.auditTail(limit: 1000).map(\.act).filter { $0.hasPrefix("cutover.") }
        #expect(
            acts == [
                "cutover.proposed", "cutover.approved", "cutover.shadow", "cutover.gates", "cutover.approved", "cutover.approved",
                "cutover.arm", "cutover.vote", "cutover.go", "cutover.gates", "cutover.approved", "cutover.approved", "cutover.seal",
            ])
    }

    /// The new till beside the old one changes nothing that is canonical, and tells nobody anything.
    @Test func theShadowIsInvisible() throws {
        func canonical(withShadow: Bool) throws -> [String] {
            let egress = EgressMap(rules: [.init(target: "erp", cells: CharterRule(writer: Bench.legacy), role: .poster)])
            let bench = try CutoverBench(egress: egress)
            try bench.shadow()
            for day in 1...3 {
                bench.open(day)
                for store in bench.stores {
                    if withShadow { try bench.say(Bench.cloud, day, store: store, total: 7) }
                    try bench.say(Bench.legacy, day, store: store)
                    if withShadow { try bench.say(Bench.cloud, day, store: store, total: 8) }
                }
            }
            try bench.check()
            let records = try bench.ledger.records(kind: "sale", limit: 1000).items
            let told = try bench.ledger.read { db in
                try String.fetchAll(db, sql: "SELECT target || ' ' || domain || ' ' || record || ' ' || role || ' ' || act FROM outbox")
            }
            return records.map { "\($0.version) \($0.id) \($0.writer) \(String(decoding: $0.body, as: UTF8.self))" } + told
        }
        #expect(try canonical(withShadow: true) == canonical(withShadow: false))
    }

    @Test func aNewCutoverFollowsTheSealedOne() throws {
        let bench = try CutoverBench()
        try bench.sealed()
        for store in bench.stores { try bench.say(Bench.cloud, 9, store: store) }
        let plan = bench.plan(boundary: 20, name: "next", from: Bench.cloud, to: Bench.third)
        try bench.propose(plan)
        #expect(try bench.phases() == Array(repeating: .shadow, count: 4))
        #expect(try bench.outcomes(bench.say(Bench.legacy, 3, 9...9)) == [.quarantined])
        #expect(try bench.outcomes(bench.say(Bench.cloud, 9, 9...9)) == [.accepted])
        #expect(try bench.outcomes(bench.say(Bench.third, 9, 9...9)) == [.shadow])
        try bench.check()
    }
}
