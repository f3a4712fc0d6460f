import Canonical
import Ledger
import Ownership

/// Cutovers, for people.
enum CutoverText {
    /// A few lines: where it stands, and what its next step waits for.
    static func board(_ view: CutoverView) -> String {
        let plan = view.plan
        let phases = Phase.allCases.filter { view.count(in: $0) > 0 }.map { "\(view.count(in: $0)) \($0)" }
        var lines = [
            "\(plan.name)  \(view.state), revision \(view.revision)  \(plan.title)",
            "  \(plan.kind) (\(plan.domains.joined(separator: ", "))) from \(plan.from.writer) to \(plan.to.writer)"
                + (plan.boundary.map { " at \($0)" } ?? ""),
        ]
        if let selection = view.selection { lines.append("  would take \(taken(selection))") }
        let gone = view.cells.count { $0.phase == nil }
        let counts = phases + (gone > 0 ? ["\(gone) let go"] : [])
        if !counts.isEmpty { lines.append("  cells: \(counts.joined(separator: ", "))") }
        if view.facts > 0 {
            let share = ArmGates.percent(view.good * 1_000_000 / view.facts)
            lines.append(
                "  parity: \(view.good) of \(view.facts) facts agree (\(share)), \(view.unexplained) unexplained; \(view.held) held")
        }
        return (lines + view.missing.map { "  next: \($0)" }).joined(separator: "\n")
    }

    /// How much a proposal moves, and where.
    private static func taken(_ selection: CellSelection) -> String {
        let locations = selection.locations
        let some = locations.prefix(12).joined(separator: ", ") + (locations.count > 12 ? ", …" : "")
        let count = "\(selection.cells.count) cells that fit now"
        return locations.isEmpty ? count : "\(count), at \(locations.count) locations: \(some)"
    }

    static func page(_ view: CutoverView) -> String {
        var table = Table(["cell", "phase", "owner", "boundary", "highest", "facts", "agree", "held", "rollback"], numeric: [5, 6, 7])
        for state in view.cells {
            let rollback = state.rolledBackBy.map { "\(state.incident ?? "") by \($0)\(state.awaitsConfirmation ? ", unconfirmed" : "")" }
            table.add([
                state.cell.name, state.phase?.description ?? "let go", state.isOpen ? state.cell.owner : "-",
                state.isOpen ? state.cell.boundary?.description ?? "-" : "-",
                state.isOpen ? state.cell.highest?.description ?? "-" : "-", String(state.facts), String(state.good), String(state.held),
                rollback ?? "-",
            ])
        }
        var parts = [view.selection.map { $0.cells.isEmpty ? "(no cell fits)" : $0.cells.joined(separator: "\n") } ?? table.text]
        parts += view.snapshots.map(gates)
        if !view.approvals.isEmpty {
            parts.append(
                view.approvals.map { "\($0.act == .go ? "go" : "approved \($0.act)")  \($0.person)  \($0.at)" }.joined(separator: "\n"))
        }
        for exemption in view.exemptions {
            let by = exemption.approvedBy.map { "granted by \($0)" } ?? "asked for by \(exemption.requestedBy), not granted"
            parts.append(
                "exemption \(exemption.id)  \(exemption.location) \(exemption.key), until \(exemption.until), \(by): \(exemption.reason)")
        }
        return parts.joined(separator: "\n\n")
    }

    static func gates(_ snapshot: GateSnapshot) -> String {
        var table = Table(["gate", "status", "found", "wanted"])
        for result in snapshot.results { table.add([result.gate, result.status.rawValue, result.found, result.wanted]) }
        return
            "gates of \(snapshot.act) on \(snapshot.cells.count) cells, \(snapshot.at), digest \(snapshot.digest.hex.prefix(12))\n\(table.text)"
    }

    static func rehearsal(_ rehearsal: Rehearsal, _ name: String) -> String {
        let counts = Outcome.allCases.map { "\(rehearsal.tally[$0]) \($0)" }.joined(separator: ", ")
        var lines = ["\(name), if it came now: \(counts)"]
        if let counts = rehearsal.counts { lines += ReceiptText.lines(of: counts) }
        lines += rehearsal.refusal.map { "the whole file would be refused: \($0)" }
        if let original = rehearsal.duplicateOf { lines.append("the same content as transfer \(original): nothing would be posted") }
        var table = Table(["record", "id", "date", "outcome", "reason", "cells"], numeric: [0])
        for record in rehearsal.records {
            let cells = record.domains.map { "\($0.name): \($0.phase?.description ?? "no cell"), \($0.owner ?? "nobody")" }
            table.add([
                String(record.number), record.id?.description ?? "-", record.date?.description ?? "-", record.outcome.description,
                record.reason.description.isEmpty ? "-" : record.reason.description, cells.joined(separator: "; "),
            ])
        }
        if !rehearsal.records.isEmpty { lines.append(table.text) }
        if rehearsal.isCut { lines.append("… and more records, which were not looked at") }
        return lines.joined(separator: "\n")
    }
}
