import Canonical
import CrossdockTesting
import GRDB
import Ownership

@testable import Ledger

extension RandomTrial {
    func kill() throws {
        note("kill with \(underWay.count) postings under way")
        count.kills += 1
        try bench.bench.restart(dropping: &underWay, into: &cutShort)
    }

    /// What a transaction may be writing when it fails.
    private static let events = [
        "INSERT ON audit", "UPDATE ON audit_head", "INSERT ON records", "INSERT ON facts", "INSERT ON outcomes", "INSERT ON set_aside",
        "UPDATE ON set_aside", "UPDATE ON transfers", "UPDATE ON cells", "INSERT ON epochs", "INSERT ON outbox", "INSERT ON guard_counts",
        "UPDATE ON cutovers", "INSERT ON store_days", "INSERT ON approvals", "INSERT ON gate_snapshots", "INSERT ON exceptions",
    ]

    /// 9: a transaction that fails in the middle leaves nothing; the same call may be made again, or the process dies.
    func fault() throws {
        let event = one(of: Self.events)
        switch below(4) {
        case 0:
            forward(hours: one(of: [12, 24, 40]))
            try failing(event) { try ledger.catchUp() }
            try ledger.catchUp()
            try check.afterCatchingUp(bench)
        case 1 where !underWay.isEmpty:
            let index = below(underWay.count)
            note("fault at \(event) in the middle of \(underWay[index].file.name)")
            if try failing(event, { if try advance(&underWay[index]) { underWay.remove(at: index) } }) { try afterwards() }
        case 2:
            try ledger.catchUp()
            let (order, person, name) = sensibleOrder(below(fields.count)) ?? anyOrder()
            try failing(event) { try carryOut(order, by: person, on: name) }
            try carryOut(order, by: person, on: name)
        default:
            let file = plain(one(of: [Bench.legacy, Bench.cloud]), truth((today - 1)...today))
            if try failing(event, { try deliver(file, rehearsed: false) }) {
                try afterwards()
                try deliver(file, rehearsed: false)
            }
        }
    }

    private func afterwards() throws { if isOneIn(2) { try kill() } }

    /// Whether it did fail.
    @discardableResult
    private func failing(_ event: String, _ body: () throws -> Void) throws -> Bool {
        note("fault at \(event)")
        let before = try bench.bench.dump()
        try bench.bench.tamper("CREATE TRIGGER fault BEFORE \(event) BEGIN SELECT RAISE(ABORT, 'fault'); END")
        var hasFailed = false
        do {
            try body()
        } catch let error as DatabaseError where error.message == "fault" {
            hasFailed = true
        }
        try bench.bench.tamper("DROP TRIGGER fault")
        guard hasFailed else { return false }
        count.faults += 1
        let changed = try bench.bench.changedTables(since: before)
        guard changed.isEmpty else { throw Violation(9, "a fault at \(event) left changes in \(changed)") }
        return true
    }
}
