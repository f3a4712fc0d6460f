import Canonical
import GRDB
import Ownership

extension CutoverDesk {
    /// armed → shadow, by one person, at once; also where the boundary has opened and nobody has executed it yet.
    func abort(_ row: CutoverRow, locations: [String]) throws {
        try requireOpen(row)
        let targets = try targets(row, in: .armed, at: locations)
        try step(targets, of: row, from: targets.compactMap(\.cell.boundary).min(), .abort, []) { _ in .abort }
    }

    /// armed → shadow for cells whose boundary has opened and was not executed: whoever steps back must not find that
    /// what they wanted to stop has happened since. Returns the plan as it is then.
    func takeBackDue(of row: CutoverRow, at locations: [String]) throws -> CutoverRow {
        let due = try row.targets(in: book).filter { target in
            target.cell.phase == .armed && (target.cell.boundary.map { $0 <= today } ?? false)
                && (locations.isEmpty || locations.contains(target.cell.scope.location))
        }
        guard !due.isEmpty else { return row }
        try step(due, of: row, from: due.compactMap(\.cell.boundary).min(), .abort, []) { _ in .abort }
        return try CutoverRow.fetch(row.plan.name, in: db) ?? row
    }

    /// live → shadow from the next unopened date on, by one person with an incident. A second one confirms
    /// within a day; until then nothing is armed again. Cells whose boundary has opened and was not executed have nothing
    /// to roll back: it is taken back.
    func rollBack(_ row: CutoverRow, locations: [String], incident: String) throws {
        try requireOpen(row)
        guard !incident.isEmpty, incident.utf8.count <= 100 else {
            throw Refusal(.request, "A rollback needs an incident's id, of at most 100 bytes.")
        }
        try checkKnown(locations, among: row.targets(in: book), of: row)
        let left = try takeBackDue(of: row, at: locations)
        let isLive = try left.targets(in: book).contains {
            $0.cell.phase == .live && (locations.isEmpty || locations.contains($0.cell.scope.location))
        }
        if left.revision != row.revision, !isLive { return }
        let targets = try targets(left, in: .live, at: locations)
        let date = targets.map { $0.cell.nextUnopened(today: today) }.reduce(today, max)
        try step(
            targets, of: left, from: date, .rollback, [("incident", .string(incident)), ("from", .string(date.description))]
        ) { _ in .rollback(date) }
        for target in targets {
            try db.execute(
                sql: """
                    UPDATE cutover_cells SET incident = ?, rolled_back_by = ?, rolled_back_at = ?, confirmed_by = NULL,
                        confirmed_at = NULL WHERE cutover = ? AND cell = ?
                    """,
                arguments: [incident, person.name, now.milliseconds, row.id, target.id])
        }
    }

    /// Also under a plan that was withdrawn since: nobody arms these cells before.
    func confirm(_ row: CutoverRow) throws {
        let open = try Row.fetchAll(
            db, sql: "SELECT * FROM cutover_cells WHERE cutover = ? AND rolled_back_at IS NOT NULL AND confirmed_at IS NULL",
            arguments: [row.id])
        guard !open.isEmpty else { throw Refusal(.state, "\(row.plan.name) has no rollback to confirm.") }
        // Of two who have each rolled something back, each confirms the other's.
        let others = open.filter { $0.text("rolled_back_by") != person.name }
        if person.isService || others.isEmpty {
            throw Refusal(.permission, "\(person.name) cannot confirm: that takes a second person.")
        }
        try db.execute(
            sql: """
                UPDATE cutover_cells SET confirmed_by = ?, confirmed_at = ?
                WHERE cutover = ? AND rolled_back_at IS NOT NULL AND confirmed_at IS NULL AND rolled_back_by <> ?
                """,
            arguments: [person.name, now.milliseconds, row.id, person.name])
        try raise(row)
        try AuditChain.append(
            "cutover.confirmed", by: person.name, on: "cutover/\(row.plan.name)",
            [
                ("cells", .integer(others.count)),
                ("incidents", .array(Set(others.map { $0.text("incident") }).sorted().map { .string($0) })),
            ], at: now, in: db)
    }
}
