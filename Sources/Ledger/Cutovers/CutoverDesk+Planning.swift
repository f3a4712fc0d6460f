import Canonical
import Foundation
import GRDB
import Ownership

extension CutoverDesk {
    /// Writes a plan down or changes it. A change voids approvals, also where it is taken back later; a changed
    /// comparison lets parity begin anew.
    func write(_ plan: CutoverPlan, revision: Int?) throws {
        guard let row = try CutoverRow.fetch(plan.name, in: db) else { return try insert(plan) }
        try check(revision, against: row)
        guard row.state == .proposed || row.state == .open else {
            throw Refusal(.state, "\(plan.name) is \(row.state); give the new plan another name.")
        }
        guard plan.digest != row.digest else { return }
        if row.state == .open {
            try checkFrozen(row.plan, plan)
            try checkNotArmed(row)
        }
        let resets = plan.comparisonDigest != row.plan.comparisonDigest
        let authors = row.authors.contains(person.name) ? row.authors : row.authors + [person.name]
        try db.execute(
            sql: """
                UPDATE cutovers SET plan = ?, digest = ?, authors = ?, revision = revision + 1,
                    approvals_after = (SELECT coalesce(max(id), 0) FROM approvals),
                    compared_since = CASE WHEN ? THEN ? ELSE compared_since END WHERE id = ?
                """,
            arguments: [
                Data(plan.json), plan.digest.data, authors.joined(separator: " "),
                resets && row.state == .open, today.days, row.id,
            ])
        if resets || plan.gates.sequence != row.plan.gates.sequence {
            try db.execute(
                sql: "UPDATE store_days SET dirty = dirty + 1 WHERE cell IN (SELECT cell FROM cutover_cells WHERE cutover = ?)",
                arguments: [row.id])
        }
        try AuditChain.append(
            "cutover.changed", by: person.name, on: "cutover/\(plan.name)",
            [
                ("before", .string(row.digest.hex)), ("after", .string(plan.digest.hex)), ("parityBeginsAnew", .boolean(resets)),
                ("plan", .raw(plan.json)),
            ], at: now, in: db)
    }

    private func insert(_ plan: CutoverPlan) throws {
        try db.execute(
            sql: """
                INSERT INTO cutovers(name, state, revision, plan, digest, authors, proposed_at)
                VALUES (?, 1, 1, ?, ?, ?, ?)
                """,
            arguments: [
                plan.name, Data(plan.json), plan.digest.data, person.name, now.milliseconds,
            ])
        try AuditChain.append(
            "cutover.proposed", by: person.name, on: "cutover/\(plan.name)",
            [("digest", .string(plan.digest.hex)), ("plan", .raw(plan.json))], at: now, in: db)
    }

    /// What was frozen when the shadow began stays: cells and writers. Anything else is a new plan.
    private func checkFrozen(_ old: CutoverPlan, _ new: CutoverPlan) throws {
        var changed: [String] = []
        if old.kind != new.kind || old.domains != new.domains { changed.append("its kind and domains") }
        if old.entity != new.entity || old.locations != new.locations { changed.append("its selector") }
        if old.from.writer != new.from.writer || old.to.writer != new.to.writer { changed.append("its writers") }
        guard !changed.isEmpty else { return }
        throw Refusal(.state, "\(new.name) is open: \(changed.joined(separator: ", ")) cannot change. Write a new plan.")
    }

    /// Its boundary was approved with the plan as it was, and would take itself back on any other.
    private func checkNotArmed(_ row: CutoverRow) throws {
        let armed = try row.targets(in: book).filter { $0.cell.phase == .armed }
        guard let boundary = armed.compactMap(\.cell.boundary).max() else { return }
        let name = row.plan.name
        throw Refusal(
            .state,
            "\(name) is armed for \(boundary) in \(armed.count) cells: abort first (crossdock cutover abort \(name)), then change it.")
    }

    /// Gives a plan up: a proposal, or one whose cells are all in shadow, which then are their owner's alone again. A
    /// boundary that has opened and was not executed is taken back first.
    func withdraw(_ row: CutoverRow) throws {
        guard row.state == .proposed || row.state == .open else {
            throw Refusal(.state, "\(row.plan.name) is \(row.state) already.")
        }
        if row.state == .open {
            let left = try takeBackDue(of: row, at: [])
            try step(try left.targets(in: book), of: left, from: nil, .withdraw, []) { _ in .leave }
            try db.execute(sql: "UPDATE cutover_cells SET is_open = 0 WHERE cutover = ?", arguments: [row.id])
        } else {
            try raise(row)
            try AuditChain.append("cutover.withdraw", by: person.name, on: "cutover/\(row.plan.name)", at: now, in: db)
        }
        try db.execute(
            sql: "UPDATE cutovers SET state = 4, closed_at = ? WHERE id = ?", arguments: [now.milliseconds, row.id])
    }

    /// legacy → shadow: fixes the plan's cells and lets the new writer state facts beside.
    func enterShadow(_ row: CutoverRow) throws {
        guard row.state == .proposed else { throw Refusal(.state, "\(row.plan.name) is \(row.state) already.") }
        let plan = row.plan
        var reasons = ledger.contracts.objections(to: plan.from) + ledger.contracts.objections(to: plan.to)
        let present = try book.cells(ofKind: plan.kind)
        let selection = CellSelection(plan, among: present.map(\.cell))
        let approvers = try row.approvers(for: .shadow, gates: selection.digest, at: now, in: db)
        let missing = row.mandate(for: .shadow).missing(approvers)
        if !missing.isEmpty, let changed = try row.change(to: selection, at: now, in: db) { reasons.append(changed) }
        reasons += missing + selection.misses
        let meant = Set(selection.cells)
        let targets = present.filter { meant.contains($0.cell.name) }
        for target in targets {
            let other = try String.fetchOne(
                db, sql: "SELECT c.name FROM cutover_cells x JOIN cutovers c ON c.id = x.cutover WHERE x.cell = ? AND x.is_open = 1",
                arguments: [target.id])
            if let other { reasons.append("\(target.cell.name) is in the open plan \(other).") }
        }
        guard reasons.isEmpty else { throw Refusal(.requirements, Array(reasons.prefix(20))) }
        for target in targets {
            try db.execute(
                sql: "INSERT INTO cutover_cells(cutover, cell, is_open) VALUES (?, ?, 1)", arguments: [row.id, target.id])
        }
        try db.execute(
            sql: "UPDATE cutovers SET state = 2, opened_at = ? WHERE id = ?", arguments: [now.milliseconds, row.id])
        try BasisKeeper(db: db, ledger: ledger, now: now).remember(row)
        // What an earlier plan compared says nothing about this one's writers.
        try db.execute(
            sql: "DELETE FROM store_days WHERE cell IN (SELECT cell FROM cutover_cells WHERE cutover = ?)", arguments: [row.id])
        let details: [(String, JSONText)] = [
            ("approvedBy", .array(approvers.map { .string($0.name) })), ("selection", .string(selection.digest.hex)),
        ]
        try step(targets, of: row, from: nil, .shadow, details) { _ in .shadow(from: plan.from.writer, to: plan.to.writer) }
    }
}
