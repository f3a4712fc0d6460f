import Canonical
import Foundation
import GRDB
import Ownership

/// Notices that a plan's contracts mean something else than when they were looked at last, and lets parity begin anew
/// then, in one transaction.
struct BasisKeeper {
    let db: Database
    let ledger: Ledger
    let now: Instant

    /// The plan as it counts from here on. Where nothing is remembered, what is there now is.
    func check(_ row: CutoverRow) throws -> CutoverRow {
        guard row.state == .open else { return row }
        let present = ledger.basis(of: row.plan)
        guard let (known, readAt) = try remembered(row.id) else {
            try remember(row)
            return row
        }
        // A process that was started earlier does not know the codes that were added since.
        let isOlder = ledger.readAt < readAt
        if !isOlder, present != known { try remember(row) }
        let changes = known.changes(to: present, isOlder: isOlder)
        let today = Submission.lastOpenDay(at: now)
        guard !changes.isEmpty, !(isOlder && row.comparedSince == today) else { return row }
        var next = row
        next.comparedSince = today
        try db.execute(sql: "UPDATE cutovers SET compared_since = ? WHERE id = ?", arguments: [today.days, row.id])
        try AuditChain.append(
            "cutover.remapped", by: "crossdock", on: "cutover/\(row.plan.name)",
            [("changed", .array(changes.map { .string($0) })), ("comparedSince", .string(today.description))], at: now, in: db)
        return next
    }

    func remember(_ row: CutoverRow) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO comparison_bases(cutover, basis, read_at) VALUES (?, ?, ?)",
            arguments: [row.id, try JSONEncoder().encode(ledger.basis(of: row.plan)), ledger.readAt.milliseconds])
    }

    private func remembered(_ cutover: Int64) throws -> (ComparisonBasis, Instant)? {
        try Row.fetchOne(db, sql: "SELECT basis, read_at FROM comparison_bases WHERE cutover = ?", arguments: [cutover]).map { row in
            (try JSONDecoder().decode(ComparisonBasis.self, from: Data(row.bytes("basis"))), row.moment("read_at"))
        }
    }
}

extension Ledger {
    /// What the registry says of a plan's contracts. Looked up before a transaction, it is at hand in it.
    func basis(of plan: CutoverPlan) -> ComparisonBasis { ComparisonBasis(of: plan, meaning) }
}
