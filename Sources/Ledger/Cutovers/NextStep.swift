import Canonical
import GRDB
import Ownership

/// What stands between a cutover and its next act, for the board. It looks; it evaluates nothing anew.
struct NextStep {
    let row: CutoverRow
    let cells: [CutoverView.CellState]
    /// Of a proposal.
    let selection: CellSelection?
    let now: Instant
    let db: Database

    private static let confirmationHours = Int64(24)

    var missing: [String] {
        get throws {
            switch row.state {
            case .closed, .withdrawn: return unconfirmed
            case .proposed: return try forShadow
            case .open: return unconfirmed + (try forOpen)
            }
        }
    }

    private var forShadow: [String] {
        get throws {
            guard let selection, selection.misses.isEmpty else { return selection?.misses ?? [] }
            let approvers = try row.approvers(for: .shadow, gates: selection.digest, at: now, in: db)
            let missing = row.mandate(for: .shadow).missing(approvers)
            guard !missing.isEmpty else { return ["Ready: crossdock cutover shadow \(row.plan.name)."] }
            return try [row.change(to: selection, at: now, in: db)].compactMap(\.self) + missing
        }
    }

    private var unconfirmed: [String] {
        let waiting = Dictionary(grouping: cells.filter(\.awaitsConfirmation)) {
            "\($0.rolledBackBy ?? "somebody") (\($0.incident ?? "-"))"
        }
        return waiting.sorted { $0.key < $1.key }.map { who, cells in
            let isOverdue = cells.contains { $0.rolledBackAt.map { now >= $0.adding(seconds: Self.confirmationHours * 3600) } ?? false }
            let what = "the rollback of \(cells.count) cells by \(who)"
            return isOverdue ? "Overdue: a second person has not confirmed \(what)." : "A second person must confirm \(what)."
        }
    }

    private var forOpen: [String] {
        get throws {
            if let boundary = cells.filter({ $0.phase == .armed }).compactMap(\.cell.boundary).max() {
                let check = try GoCheck(row, before: boundary, in: db)
                if boundary <= Submission.lastOpenDay(at: now) {
                    return [
                        "\(boundary) has opened, and a running gateway goes live or takes the boundary back at its next look; "
                            + "crossdock cutover abort \(row.plan.name) takes it back at once."
                    ]
                }
                guard check.unapproved.isEmpty else {
                    let name = row.plan.name
                    return ["It aborts by itself when \(boundary) opens, whoever votes: crossdock cutover abort \(name), and arm it anew."]
                        + check.unapproved
                }
                guard !check.unvoted.isEmpty else { return ["Goes live when \(boundary) opens, if the gates still pass."] }
                let owners = check.unvoted.joined(separator: ", ")
                return ["Owners of \(owners) must vote go within the 24 hours before \(boundary) opens, or it aborts by itself."]
            }
            if cells.contains(where: { $0.phase == .shadow }) {
                return (row.plan.boundary == nil ? ["The plan needs a boundary."] : []) + (try forAct(.arm))
            }
            return try forAct(.seal)
        }
    }

    private func forAct(_ act: CutoverAct) throws -> [String] {
        guard let snapshot = try SnapshotRow.latest(act, of: row.id, in: db), snapshot.plan == row.digest,
            snapshot.moved(among: cells.filter(\.isOpen).map(\.cell)).isEmpty
        else {
            return ["The gates of \(act) must be evaluated: crossdock cutover gates \(row.plan.name) --act \(act)."]
        }
        let failed = snapshot.results.filter { $0.status != .pass }.map { "Gate \($0.gate): \($0.status), \($0.found)." }
        if snapshot.isStale(at: now, freshHours: row.plan.gates.freshHours) {
            return [
                "The gates of \(act) are stale, evaluated at \(snapshot.at): crossdock cutover gates \(row.plan.name) --act \(act)."
            ] + failed
        }
        guard failed.isEmpty else { return failed }
        let approvers = try row.approvers(for: act, gates: snapshot.digest, at: now, in: db)
        let missing = row.mandate(for: act).missing(approvers)
        return missing.isEmpty ? ["Ready: crossdock cutover \(act) \(row.plan.name)."] : missing
    }
}
