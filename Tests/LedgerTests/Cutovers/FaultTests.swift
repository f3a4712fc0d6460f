import Canonical
import CrossdockTesting
import GRDB
import Ownership
import Testing

@testable import Ledger

/// A failure in the middle of a transition leaves every row of every table as it was, and the same order then succeeds.
@Suite struct FaultTests {
    typealias Bench = CutoverBench

    /// A cutover an order away from a transition, with records whose fate it decides.
    enum Step: String, CaseIterable, Sendable {
        case shadow, arm, go, abort, abortByItself, rollback, seal

        func prepare() throws -> CutoverBench {
            let egress = EgressMap(
                rules: [Bench.legacy, Bench.cloud].map { EgressMap.Rule(target: "erp", cells: CharterRule(writer: $0), role: .poster) })
            let bench = try CutoverBench(egress: egress)
            switch self {
            case .shadow:
                try bench.legacy()
                try bench.order(.plan(bench.plan()))
                try bench.order(.approve(.shadow), by: "olga")
            case .arm:
                try bench.shadow()
                for store in bench.stores { try bench.say(Bench.cloud, 0, store: store) }
                try bench.both(1...4)
                bench.open(8)
                try bench.say(Bench.cloud, 7)
                bench.open(4)
                try bench.order(.gates(.arm, locations: []))
                try bench.order(.approve(.arm), by: "olga")
                try bench.order(.approve(.arm), by: "carl")
            case .go, .abortByItself:
                try bench.armed()
                try bench.both(5...5)
                bench.open(6, minutes: -60)
                if self == .go { try bench.order(.go, by: "olga") }
                bench.open(6)
                for writer in [Bench.legacy, Bench.cloud] { try bench.say(writer, 6) }
            case .abort:
                try bench.armed()
            case .rollback:
                try bench.live()
                try bench.both(6...6)
            case .seal:
                try bench.live()
                bench.open(9)
                try bench.order(.gates(.seal, locations: []))
                try bench.order(.approve(.seal), by: "olga")
                try bench.order(.approve(.seal), by: "carl")
            }
            return bench
        }

        func take(_ bench: CutoverBench) throws {
            switch self {
            case .shadow: try bench.order(.shadow)
            case .arm: try bench.order(.arm)
            case .go, .abortByItself: try bench.ledger.catchUp()
            case .abort: try bench.order(.abort(locations: []), by: "oskar")
            case .rollback: try bench.order(.rollback(locations: [], incident: "INC-1"), by: "oskar")
            case .seal: try bench.order(.seal)
            }
        }

        /// What it writes to.
        var events: [String] {
            let always = [
                "UPDATE ON cells WHEN OLD.phase <> NEW.phase AND NEW.id = (SELECT max(id) FROM cells)", "UPDATE ON cutovers",
                "INSERT ON audit WHEN NEW.act LIKE 'cutover.%'", "UPDATE ON audit_head",
            ]
            switch self {
            case .shadow: return always + ["INSERT ON cutover_cells WHEN NEW.cell = (SELECT max(id) FROM cells)"]
            case .arm: return always + ["UPDATE ON set_aside", "INSERT ON outcomes", "UPDATE ON transfers"]
            case .go, .abortByItself:
                let released = ["INSERT ON records", "INSERT ON facts", "UPDATE ON set_aside", "INSERT ON outcomes", "INSERT ON outbox"]
                let counted = ["UPDATE ON transfers", "INSERT ON guard_counts WHEN NEW.again = 1", "UPDATE ON store_days"]
                return always + released + counted + (self == .go ? ["INSERT ON epochs"] : [])
            case .abort: return always
            case .rollback: return always + ["INSERT ON epochs", "UPDATE ON cutover_cells"]
            case .seal: return always + ["UPDATE ON epochs", "UPDATE ON cutover_cells"]
            }
        }
    }

    @Test(arguments: Step.allCases) func nothingOfAFailedTransitionStays(_ step: Step) throws {
        let bench = try step.prepare()
        try bench.check()
        if step != .go, step != .abortByItself { try bench.ledger.catchUp() }
        let before = try bench.bench.dump()
        for event in step.events {
            try bench.bench.tamper("CREATE TRIGGER fault BEFORE \(event) BEGIN SELECT RAISE(ABORT, 'fault'); END")
            #expect(throws: DatabaseError.self, "\(event)") { try step.take(bench) }
            #expect(try bench.bench.changedTables(since: before) == [], "\(event)")
            try bench.bench.tamper("DROP TRIGGER fault")
        }
        let phases = try bench.phases()
        try step.take(bench)
        #expect(try bench.phases() != phases)
        try bench.check()
        // A process that starts afresh finds nothing left to do.
        try bench.bench.restart()
        let after = try bench.bench.dump()
        try bench.ledger.catchUp()
        #expect(try bench.bench.changedTables(since: after) == [])
    }
}
