import Canonical
import CrossdockTesting
import GRDB
import Ownership

@testable import Ledger

/// One run from a seed: random steps on a real ledger, each followed by the checks, and an ending after which nothing waits.
final class RandomTrial {
    typealias Bench = CutoverBench

    static let steps = 120

    let bench: CutoverBench
    var random: SeededGenerator
    var check = TrialCheck()
    private(set) var trace: [String] = []

    /// Everything that was ever sent, and what is under way or was cut short.
    var files: [TrialFile] = []
    var underWay: [TrialPosting] = []
    var cutShort: [TrialFile] = []
    /// The last day of which a writer has sent its daily file.
    var toldUpTo: [String: Int] = [Bench.legacy: -1, Bench.cloud: -1]
    /// What this run's plans move, and the name of the latest plan for each.
    let fields: [(domains: [String], locations: [String])]
    var plans: [String?]
    var planCount = 0
    /// An order was refused: whoever knows their trade does something about it first.
    var isStuck = false
    var count = TrialTotals()

    /// Whoever is told: two targets, one of which changes its poster with the owner.
    private static let egress = EgressMap(rules: [
        .init(target: "erp", cells: CharterRule(domain: "revenue", writer: Bench.legacy), role: .poster),
        .init(target: "erp", cells: CharterRule(domain: "revenue", writer: Bench.cloud), role: .informational),
        .init(target: "wms", cells: CharterRule(writer: Bench.legacy), role: .poster),
        .init(target: "wms", cells: CharterRule(writer: Bench.cloud), role: .poster),
    ])

    var ledger: Ledger { bench.ledger }
    var today: Int { Int(bench.today.days - RecordBatch.sampleDay.days) }

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        bench = try CutoverBench(egress: Self.egress)
        fields =
            switch seed % 5 {
            case 0: [(["inventory"], ["*"]), (["revenue"], ["*"])]
            case 1: [(["inventory", "revenue"], ["0114"]), (["inventory", "revenue"], ["0115"])]
            default: [(["inventory", "revenue"], ["*"])]
            }
        plans = fields.map { _ in nil }
    }

    func note(_ line: String) { trace.append("\(trace.count + 1) day \(today): \(line)") }

    func play() throws {
        for _ in 0..<Self.steps {
            try step()
            try check.afterStep(bench)
        }
        try end()
        count.steps = trace.count
    }

    private func step() throws {
        switch below(100) {
        case ..<23: try say()
        case ..<27: try repeatFile()
        case ..<33: try goOn()
        case ..<40: forward(hours: [1, 3, 8, 14, 24, 24, 30, 50][below(8)])
        case ..<42: try backward(hours: 1 + below(36))
        case ..<44: try tick()
        case ..<46: try resolve()
        case ..<49: try kill()
        case ..<53: try fault()
        case ..<57: try orderAnything()
        default: try orderSensibly(below(fields.count))
        }
    }

    func below(_ limit: Int) -> Int { Int(truncatingIfNeeded: random.next() >> 33) % limit }
    func isOneIn(_ number: Int) -> Bool { below(number) == 0 }
    func one<T>(of values: [T]) -> T { values[below(values.count)] }

    // MARK: time

    func forward(hours: Int) {
        note("clock +\(hours) h")
        bench.clock.advance(seconds: Int64(hours) * 3600)
    }

    func tick() throws {
        note("catch up")
        try ledger.catchUp()
        try check.afterCatchingUp(bench)
    }

    /// 16: whatever the clock shows, nothing is taken back.
    private func backward(hours: Int) throws {
        try tick()
        let before = try bench.bench.dump()
        note("clock -\(hours) h")
        bench.clock.advance(seconds: Int64(-hours) * 3600)
        if isOneIn(3) { try bench.bench.restart(dropping: &underWay, into: &cutShort) }
        try ledger.catchUp()
        let changed = try bench.bench.changedTables(since: before)
        guard changed.isEmpty else { throw Violation(16, "the clock ran back, and \(changed) changed") }
    }

    func resolve() throws {
        let open = try ledger.exceptions(.init(state: .open), limit: 1000).items.map(\.id)
        note("resolve \(open.count) exceptions")
        for id in open { _ = try ledger.resolve(id, by: "carl", reason: "seen") }
    }

    // MARK: the ending

    /// Every file is through, and every day has begun. Sending all of them once more then changes nothing; a request without
    /// the key of the first one is a new statement, and no part of that.
    private func end() throws {
        while !underWay.isEmpty { try goOn(0) }
        while let file = cutShort.popLast() { try deliver(file, rehearsed: false) }
        let last = files.flatMap(\.lines).map(\.day).max() ?? 0
        forward(hours: 24 * max(1, last - today + 1))
        try tick()
        try check.afterStep(bench)
        let before = try check.facts(bench)
        for file in files where file.door == .file || file.hasKey { try deliver(file, rehearsed: false) }
        try check.afterStep(bench)
        try check.facts(bench, areStill: before)
        try check.atEnd(bench)
    }

    func totals() throws -> TrialTotals {
        func acts(_ act: String) throws -> Int { try bench.number("audit WHERE act = 'cutover.\(act)'") }
        var totals = count
        totals.records = try bench.bench.number("SELECT sum(posted_through) FROM transfers")
        totals.reachedLive = min(1, try acts("go"))
        totals.reachedRollback = min(1, try acts("rollback"))
        totals.reachedSeal = min(1, try acts("seal"))
        totals.aborts = try acts("abort")
        return totals
    }
}

extension LedgerBench {
    /// A kill: what was under way is cut short, and its file comes again.
    func restart(dropping underWay: inout [TrialPosting], into cutShort: inout [TrialFile]) throws {
        cutShort += underWay.map(\.file)
        underWay = []
        try restart()
    }
}
