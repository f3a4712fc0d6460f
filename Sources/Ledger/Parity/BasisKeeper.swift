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

    /// Whether there is nothing to notice. What a contract with complaints means cannot be told: it is looked at once it
    /// is put right, against what was remembered before.
    func isKnown(_ row: CutoverRow) throws -> Bool {
        let sides = row.plan.from.interfaces + row.plan.to.interfaces
        guard ledger.contracts.broken.isDisjoint(with: sides) else { return true }
        return try row.state != .open || rememberedDigest(row.id) == ledger.basis(of: row.plan).digest
    }

    /// The plan as it counts from here on. Where nothing is remembered, what is there now is.
    func check(_ row: CutoverRow) throws -> CutoverRow {
        guard try !isKnown(row) else { return row }
        let present = ledger.basis(of: row.plan)
        guard let (known, readAt) = try remembered(row.id) else {
            try remember(row)
            return row
        }
        // A process that was started earlier does not know the codes that were added since.
        let isOlder = ledger.readAt < readAt
        if !isOlder { try remember(row) }
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
        let basis = ledger.basis(of: row.plan)
        try db.execute(
            sql: "INSERT OR REPLACE INTO comparison_bases(cutover, basis, digest, read_at) VALUES (?, ?, ?, ?)",
            arguments: [row.id, try JSONEncoder().encode(basis), basis.digest.data, ledger.readAt.milliseconds])
    }

    private func rememberedDigest(_ cutover: Int64) throws -> Digest? {
        try Row.fetchOne(db, sql: "SELECT digest FROM comparison_bases WHERE cutover = ?", arguments: [cutover])?.digest("digest")
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
