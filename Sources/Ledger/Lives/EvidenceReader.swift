import Canonical
import GRDB
import Ownership

/// Gathers what `RetirementCheck` looks at, within one transaction.
struct EvidenceReader {
    let db: Database
    let now: Instant
    /// Every declared interface.
    let others: [InterfaceLife]
    let isArchived: (Digest) -> Bool

    func evidence(on subject: InterfaceLife) throws -> RetirementEvidence {
        let id = try Interning.interfaceIfSeen(subject.interface, version: subject.version, in: db) ?? 0
        let digest = try Row.fetchOne(
            db, sql: "SELECT digest FROM transfers WHERE interface = ? ORDER BY id DESC LIMIT 1", arguments: [id]
        )?.digest("digest")
        let consumers = try ConsumerRow.all(of: subject, in: db).filter(\.isStanding)
        return RetirementEvidence(
            status: subject.life.status, writer: subject.writer, cells: try cells(of: subject, id),
            lastTransfer: try Row.fetchOne(
                db, sql: "SELECT max(day) AS day FROM usage WHERE interface = ? AND cell = 0", arguments: [id])?.date("day"),
            firstOfAll: try Row.fetchOne(db, sql: "SELECT min(received_at) AS at FROM transfers")?.instant("at")?.utcDay,
            keys: consumers.filter { $0.door == .rest && $0.hasUsedIt }.map(\.source),
            drops: consumers.filter { $0.door == .file }.map(\.source),
            isArchiveReadable: digest.map(isArchived) ?? true, today: now.utcDay)
    }

    /// Cells with open dates of the subject's writer in which the subject has stated facts.
    private func cells(of subject: InterfaceLife, _ id: Int64) throws -> [CellEvidence] {
        let heirs = try heirs(of: subject)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(Self.cellName) AS name, c.id, max(u.day) AS day
                FROM usage u JOIN cells c ON c.id = u.cell JOIN scopes s ON s.id = c.scope
                    JOIN kinds k ON k.id = s.kind JOIN domains d ON d.id = c.domain
                WHERE u.interface = ?1 AND u.cell > 0 AND u.stated = 1 AND EXISTS (
                    SELECT 1 FROM epochs e JOIN writers w ON w.id = e.writer
                    WHERE e.cell = c.id AND e.sealed = 0 AND w.name = ?2)
                GROUP BY c.id ORDER BY c.id
                """,
            arguments: [id, subject.writer])
        let last = try db.cachedStatement(
            sql: "SELECT max(day) AS day FROM usage WHERE cell = ? AND interface = ? AND stated = 1")
        return try rows.map { row in
            let cell: Int64 = row["id"]
            let days = try heirs.compactMap { try Row.fetchOne(last, arguments: [cell, $0])?.date("day") }
            return CellEvidence(
                name: row["name"], lastStated: row.date("day") ?? now.utcDay, heirStated: days.max())
        }
    }

    /// Interfaces that may have taken over: the same writer's, not retired.
    private func heirs(of subject: InterfaceLife) throws -> [Int64] {
        try others.compactMap { other in
            guard other.writer == subject.writer, other.reference != subject.reference,
                try LifeRow.effective(other, in: db).life.status != .retired
            else { return nil }
            return try Interning.interfaceIfSeen(other.interface, version: other.version, in: db)
        }
    }

    /// `sale/revenue/1000/0114`, with the usual names of the joined tables.
    static let cellName = "k.name || '/' || d.name || '/' || s.entity || '/' || s.location"

    /// Cells in which an interface has stated facts and whose cutover is not sealed.
    static func unsealed(_ subject: InterfaceLife, in db: Database) throws -> [String] {
        let id = try Interning.interfaceIfSeen(subject.interface, version: subject.version, in: db) ?? 0
        return try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT \(cellName)
                FROM usage u JOIN cells c ON c.id = u.cell JOIN scopes s ON s.id = c.scope
                    JOIN kinds k ON k.id = s.kind JOIN domains d ON d.id = c.domain
                WHERE u.interface = ? AND u.cell > 0 AND u.stated = 1 AND c.phase <> ? ORDER BY 1
                """,
            arguments: [id, Phase.sealed.rawValue])
    }
}
