import Canonical
import GRDB
import Ownership

extension CutoverDesk {
    /// shadow → armed: sets the boundary for exactly the cells whose gates were approved.
    func arm(_ row: CutoverRow) throws {
        try requireOpen(row)
        guard let boundary = row.plan.boundary else {
            throw Refusal(.requirements, "\(row.plan.name) has no boundary: say one in the plan.")
        }
        let (targets, gates, details) = try cleared(.arm, row, in: .shadow)
        try step(targets, of: row, from: boundary, .arm, details + [("boundary", .string(boundary.description))]) { _ in .arm(boundary) }
        for target in targets {
            try db.execute(
                sql: "UPDATE cutover_cells SET armed_on = ? WHERE cutover = ? AND cell = ?", arguments: [gates.data, row.id, target.id])
        }
        // Who has voted go has done so for what was armed then.
        try db.execute(
            sql: "UPDATE cutovers SET votes_after = (SELECT coalesce(max(id), 0) FROM approvals) WHERE id = ?", arguments: [row.id])
    }

    /// live → sealed: closes the dates before the boundary for good.
    func seal(_ row: CutoverRow) throws {
        try requireOpen(row)
        let (targets, _, details) = try cleared(.seal, row, in: .live)
        try step(targets, of: row, from: nil, .seal, details) { _ in .seal }
        for target in targets {
            try db.execute(
                sql: "UPDATE cutover_cells SET is_open = 0, is_sealed = 1 WHERE cutover = ? AND cell = ?", arguments: [row.id, target.id])
        }
        let rest = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM cutover_cells WHERE cutover = ? AND is_open = 1", arguments: [row.id])
        guard rest == 0 else { return }
        try db.execute(sql: "UPDATE cutovers SET state = 3, closed_at = ? WHERE id = ?", arguments: [now.milliseconds, row.id])
    }

    /// The cells of the approved gates and the gates' digest, once everything has been checked again: the gates as they
    /// are now, and the approvers as they are now.
    private func cleared(_ act: CutoverAct, _ row: CutoverRow, in phase: Phase) throws -> (
        [Redecider.Target], gates: Digest, [(String, JSONText)]
    ) {
        let approved = try passing(act, row)
        let targets = try row.targets(in: book).filter { approved.cells.contains($0.cell.name) }
        if let moved = targets.first(where: { $0.cell.phase != phase }) {
            throw Refusal(.state, "\(moved.cell.name) is in phase \(moved.cell.phase), not \(phase): evaluate the gates again.")
        }
        let present = try snapshot(act, row, targets)
        try require(present)
        guard present.digest == approved.digest else {
            throw Refusal(
                .requirements,
                "What was approved has changed since, such as an exemption or a contract's mapping: evaluate the gates and approve again.")
        }
        let approvers = try row.approvers(for: act, gates: approved.digest, at: now, in: db)
        let missing = row.mandate(for: act).missing(approvers)
        guard missing.isEmpty else { throw Refusal(.requirements, missing) }
        let details: [(String, JSONText)] = [
            ("gates", .string(approved.digest.hex)), ("approvedBy", .array(approvers.map { .string($0.name) })),
            ("authors", .array(row.authors.map { .string($0) })),
        ]
        return (targets, approved.digest, details)
    }

    /// A go: the system executes when the boundary opens, if the vote is not older than a day and the gates
    /// still pass. Without one the cutover aborts by itself.
    func voteGo(_ row: CutoverRow) throws {
        try requireOpen(row)
        let targets = try targets(row, in: .armed, at: [])
        let vote = Approval(act: .go, person: person.name, plan: row.digest, gates: nil, at: now)
        guard let boundary = targets.compactMap(\.cell.boundary).max(), vote.isFresh(when: Submission.opening(of: boundary)) else {
            throw Refusal(.state, "A go counts within the 24 hours before the boundary opens, at 10:00 UTC on the day before it.")
        }
        try db.execute(
            sql: "INSERT INTO approvals(cutover, act, person, plan, gates, at) VALUES (?, 'go', ?, ?, NULL, ?)",
            arguments: [row.id, person.name, row.digest.data, now.milliseconds])
        try AuditChain.append(
            "cutover.vote", by: person.name, on: "cutover/\(row.plan.name)",
            [
                ("vote", .string("go")), ("plan", .string(row.digest.hex)), ("cells", .integer(targets.count)),
                ("boundary", .optional(targets.first?.cell.boundary?.description)),
            ], at: now, in: db)
    }
}
