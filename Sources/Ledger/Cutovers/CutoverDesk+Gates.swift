import Canonical
import Foundation
import GRDB
import Ownership

extension CutoverDesk {
    /// Evaluates the gates of an act and keeps what they found, for people to approve.
    func evaluate(_ act: CutoverAct, _ row: CutoverRow, locations: [String]) throws -> GateSnapshot {
        let snapshot = try look(act, row, locations: locations)
        try SnapshotRow.insert(snapshot, of: row.id, in: db)
        // Whoever approves must have seen these gates, not the ones before.
        try raise(row)
        try AuditChain.append(
            "cutover.gates", by: person.name, on: "cutover/\(row.plan.name)",
            [
                ("act", .string(act.rawValue)), ("digest", .string(snapshot.digest.hex)), ("plan", .string(row.digest.hex)),
                ("results", .object(snapshot.results.map { ($0.gate, .string($0.status.rawValue)) })),
            ], at: now, in: db)
        return snapshot
    }

    /// What the gates of an act find.
    func look(_ act: CutoverAct, _ row: CutoverRow, locations: [String]) throws -> GateSnapshot {
        guard act == .arm || act == .seal else { throw Refusal(.request, "Only arm and seal have gates, not \(act).") }
        try requireOpen(row)
        return try snapshot(act, row, try targets(row, in: act == .arm ? .shadow : .live, at: locations))
    }

    func snapshot(_ act: CutoverAct, _ row: CutoverRow, _ targets: [Redecider.Target]) throws -> GateSnapshot {
        let row = try BasisKeeper(db: db, ledger: ledger, now: now).check(row)
        let reader = GateEvidence(db: db, ledger: ledger, row: row, targets: targets, now: now)
        let results =
            act == .seal
            ? SealGates.results(row.plan.gates, try reader.forSeal(), today: today)
            : ArmGates(row.plan.gates, try reader.forArm(), since: row.comparedSince, today: today).results
        let exemptions = try Exemption.all(of: row.id, in: db).filter { $0.isInForce(on: today) }
        let revisions = Dictionary(targets.map { ($0.cell.name, $0.cell.revision) }, uniquingKeysWith: { $1 })
        return GateSnapshot(
            act: act, plan: row.digest,
            basis: "\(ledger.basis(of: row.plan).contracts.hex) since \(row.comparedSince?.description ?? "the shadow")",
            cells: revisions, exemptions: exemptions.map(\.id), results: results, at: now)
    }

    func approve(_ act: CutoverAct, _ row: CutoverRow) throws {
        let selection = act == .shadow ? try selection(toApprove: row) : nil
        if selection == nil { try requireOpen(row) }
        let gates = try selection?.digest ?? passing(act, row).digest
        let known = try row.approvals(in: db).contains {
            $0.person == person.name && $0.covers(act, plan: row.digest, gates: gates, at: now)
        }
        guard !known else { return }
        try db.execute(
            sql: "INSERT INTO approvals(cutover, act, person, plan, gates, cells, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                row.id, act.rawValue, person.name, row.digest.data, gates.data,
                try selection.map { String(decoding: try JSONEncoder().encode($0.cells), as: UTF8.self) }, now.milliseconds,
            ])
        try AuditChain.append(
            "cutover.approved", by: person.name, on: "cutover/\(row.plan.name)",
            [
                ("act", .string(act.rawValue)), ("plan", .string(row.digest.hex)),
                (selection == nil ? "gates" : "selection", .string(gates.hex)),
            ] + (selection.map { [("cells", .integer($0.cells.count))] } ?? []), at: now, in: db)
    }

    /// What a shadow would take now: nobody agrees to a selector that misses.
    private func selection(toApprove row: CutoverRow) throws -> CellSelection {
        guard row.state == .proposed else { throw Refusal(.state, "\(row.plan.name) is \(row.state) already.") }
        let selection = CellSelection(row.plan, among: try book.cells(ofKind: row.plan.kind).map(\.cell))
        guard selection.misses.isEmpty else { throw Refusal(.requirements, selection.misses) }
        return selection
    }

    /// The latest gates of an act: of today's plan, of cells that have not moved since, passing, and not too old.
    func passing(_ act: CutoverAct, _ row: CutoverRow) throws -> GateSnapshot {
        let advice = "Evaluate them: crossdock cutover gates \(row.plan.name) --act \(act)."
        guard let snapshot = try SnapshotRow.latest(act, of: row.id, in: db) else {
            throw Refusal(.requirements, "The gates of \(act) have not been evaluated. \(advice)")
        }
        guard snapshot.plan == row.digest else {
            throw Refusal(.requirements, "The plan has changed since its gates were evaluated. \(advice)")
        }
        if let moved = snapshot.moved(among: try row.targets(in: book).map(\.cell)).first {
            throw Refusal(.requirements, "\(moved) has moved since its gates were evaluated. \(advice)")
        }
        if snapshot.isStale(at: now, freshHours: row.plan.gates.freshHours) {
            throw Refusal(.requirements, "The gates are stale: they were evaluated at \(snapshot.at). \(advice)")
        }
        try require(snapshot)
        return snapshot
    }

    func require(_ snapshot: GateSnapshot) throws {
        let failed = snapshot.results.filter { $0.status != .pass }
        guard failed.isEmpty else {
            throw Refusal(.requirements, failed.map { "Gate \($0.gate): \($0.status), \($0.found); wanted \($0.wanted)." })
        }
    }
}
