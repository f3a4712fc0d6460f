import Canonical
import GRDB
import Ownership

extension Exemption {
    /// What somebody wishes to exempt.
    struct Wish {
        let entity: String
        let location: String
        let date: BusinessDate
        let key: String
        let reason: String
        let until: BusinessDate
    }
}

extension CutoverDesk {
    func request(_ wish: Exemption.Wish, _ row: CutoverRow) throws {
        try requireOpen(row)
        guard wish.until >= today, wish.until <= today.adding(days: Exemption.longest) else {
            throw Refusal(.request, "An exemption ends within \(Exemption.longest) days, by \(today.adding(days: Exemption.longest)).")
        }
        guard wish.date <= today else { throw Refusal(.request, "Nothing can differ on \(wish.date): that day has not begun.") }
        guard ![wish.reason, wish.key].contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
            throw Refusal(.request, "An exemption needs a key and a reason.")
        }
        let isOurs = try row.targets(in: book).contains {
            $0.cell.scope.entity == wish.entity && $0.cell.scope.location == wish.location
        }
        guard isOurs else { throw Refusal(.request, "\(row.plan.name) has no cell at \(wish.entity), \(wish.location).") }
        try db.execute(
            sql: """
                INSERT INTO exemptions(cutover, entity, location, date, key, reason, requested_by, requested_at, until)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                row.id, wish.entity, wish.location, wish.date.days, wish.key, wish.reason, person.name, now.milliseconds, wish.until.days,
            ])
        try AuditChain.append(
            "exemption.requested", by: person.name, on: "cutover/\(row.plan.name)",
            [
                ("exemption", .integer(Int(db.lastInsertedRowID))), ("location", .string(wish.location)),
                ("date", .string(wish.date.description)), ("key", .string(wish.key)), ("reason", .string(wish.reason)),
                ("until", .string(wish.until.description)),
            ], at: now, in: db)
    }

    func permitGrant(of id: Int64, _ row: CutoverRow) throws {
        guard let exemption = try Exemption.all(of: row.id, in: db).first(where: { $0.id == id }) else {
            throw LedgerError.unknown("exemption")
        }
        guard exemption.requestedBy != person.name else {
            throw Refusal(.permission, "\(person.name) has asked for it; somebody else must approve it.")
        }
        if let objection = Mandate(.arm, authors: row.authors, domains: row.plan.domains, isFinance: false).objection(to: person) {
            throw Refusal(.permission, objection)
        }
    }

    func grantExemption(_ id: Int64, _ row: CutoverRow) throws {
        let all = try Exemption.all(of: row.id, in: db)
        guard let exemption = all.first(where: { $0.id == id }) else { throw LedgerError.unknown("exemption") }
        try requireOpen(row)
        guard exemption.approvedBy == nil else { return }
        guard exemption.until >= today else {
            throw Refusal(.state, "The exemption would have ended on \(exemption.until): ask for another.")
        }
        guard all.filter({ $0.isInForce(on: today) }).count < Exemption.most else {
            throw Refusal(.requirements, "\(row.plan.name) has \(Exemption.most) exemptions in force already; no more are granted.")
        }
        try db.execute(
            sql: "UPDATE exemptions SET approved_by = ?, approved_at = ? WHERE id = ?", arguments: [person.name, now.milliseconds, id])
        try raise(row)
        try AuditChain.append(
            "exemption.granted", by: person.name, on: "cutover/\(row.plan.name)", [("exemption", .integer(Int(id)))], at: now, in: db)
    }
}
