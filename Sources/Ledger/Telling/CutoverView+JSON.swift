import Canonical
import Ownership

extension CutoverView {
    /// A row of the board.
    package var summary: [(String, JSONText)] {
        [
            ("cutover", .string(plan.name)), ("title", .string(plan.title)), ("state", .string(state.description)),
            ("revision", .integer(revision)), ("kind", .string(plan.kind)), ("domains", .array(plan.domains.map { .string($0) })),
            ("from", .string(plan.from.writer)), ("to", .string(plan.to.writer)), ("boundary", .optional(plan.boundary?.description)),
            ("phases", .object(Phase.allCases.filter { count(in: $0) > 0 }.map { ($0.description, .integer(count(in: $0))) })),
            ("facts", .integer(facts)), ("agreeing", .integer(good)), ("unexplained", .integer(unexplained)), ("held", .integer(held)),
            ("missing", .array(missing.map { .string($0) })), ("self", .string("/v1/cutovers/\(plan.name)")),
        ]
    }

    package var facts: Int { cells.reduce(0) { $0 + $1.facts } }
    package var good: Int { cells.reduce(0) { $0 + $1.good } }
    package var unexplained: Int { cells.reduce(0) { $0 + $1.unexplained } }
    package var held: Int { cells.reduce(0) { $0 + $1.held } }

    /// Everything, as REST answers and command output show it.
    package var json: JSONText {
        .object(
            summary + [
                ("digest", .string(digest.hex)), ("plan", .raw(plan.json)), ("authors", .array(authors.map { .string($0) })),
                ("proposedAt", .string(proposedAt.description)), ("openedAt", .optional(openedAt?.description)),
                ("closedAt", .optional(closedAt?.description)), ("comparedSince", .optional(comparedSince?.description)),
                ("matching", selection.map { .array($0.cells.map { .string($0) }) } ?? .null), ("cells", .array(cells.map(\.json))),
                ("approvals", .array(approvals.map(\.json))),
                ("gates", .array(snapshots.map(\.json))), ("exemptions", .array(exemptions.map(\.json))),
            ])
    }
}

extension CutoverView.CellState {
    var json: JSONText {
        .object([
            ("cell", .string(cell.name)), ("entity", .string(cell.scope.entity)), ("location", .string(cell.scope.location)),
            ("domain", .string(cell.domain)), ("phase", .optional(phase?.description)),
            ("revision", .optional(isOpen ? cell.revision : nil)), ("owner", .optional(isOpen ? cell.owner : nil)),
            ("boundary", .optional(isOpen ? cell.boundary?.description : nil)),
            ("highestDate", .optional(isOpen ? cell.highest?.description : nil)), ("facts", .integer(facts)), ("agreeing", .integer(good)),
            ("unexplained", .integer(unexplained)), ("held", .integer(held)), ("incident", .optional(incident)),
            ("rolledBackBy", .optional(rolledBackBy)), ("rolledBackAt", .optional(rolledBackAt?.description)),
            ("confirmedBy", .optional(confirmedBy)),
        ])
    }
}

extension Approval {
    var json: JSONText {
        .object([
            ("act", .string(act.rawValue)), ("person", .string(person)), ("at", .string(at.description)), ("plan", .string(plan.hex)),
            ("gates", .optional(gates?.hex)),
        ])
    }
}

extension GateSnapshot {
    /// As it was found; `isPassing` says nothing of its age.
    package var json: JSONText {
        .object([
            ("act", .string(act.rawValue)), ("digest", .string(digest.hex)), ("at", .string(at.description)),
            ("passing", .boolean(isPassing)), ("cells", .array(cells.map { .string($0) })),
            ("revisions", .array(revisions.map { .integer($0) })),
            (
                "results",
                .array(
                    results.map { result in
                        .object([
                            ("gate", .string(result.gate)), ("status", .string(result.status.rawValue)),
                            ("found", .string(result.found)), ("wanted", .string(result.wanted)),
                        ])
                    })
            ),
        ])
    }
}

extension Exemption {
    var json: JSONText {
        .object([
            ("id", .integer(Int(id))), ("entity", .string(entity)), ("location", .string(location)),
            ("date", .string(date.description)), ("key", .string(key)), ("reason", .string(reason)),
            ("requestedBy", .string(requestedBy)), ("approvedBy", .optional(approvedBy)), ("until", .string(until.description)),
        ])
    }
}
