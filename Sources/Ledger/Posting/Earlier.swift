import Canonical
import GRDB
import Ownership

/// The transfers of the very bytes in hand that came before, and what they mean for them.
struct Earlier {
    /// The one that is repeated, or stated again; `nil` where there is none.
    let original: TransferView?
    let verdict: RepeatVerdict

    init(_ draft: TransferDraft, in db: Database, _ weakened: Weakening?) throws {
        guard try LifeRow.standing(of: draft, in: db) == .active else {
            (original, verdict) = (nil, .post)
            return
        }
        var (id, standing) = (try Self.complete(draft, in: db), RepeatVerdict.Standing.current)
        let isComplete = id != nil
        if let id { standing = try Self.standing(of: id, by: draft.writer, in: db) }
        if !isComplete, draft.door == .file {
            for earlier in try Self.others(draft, in: db) where standing != .replaced {
                let found = try Self.standing(of: earlier, by: draft.writer, in: db)
                if found != .current { (id, standing) = (earlier, found) }
            }
        }
        original = try id.flatMap { try TransferView.fetch($0, in: db) }
        verdict = RepeatVerdict(
            at: draft.door, standing, isComplete: isComplete, isRetry: try Self.isRetry(draft, in: db), weakened: weakened)
    }

    /// What a person is asked.
    static func finding(of original: TransferView) -> Finding {
        Finding(
            rule: Reason.statedBefore.description, expected: "a file that has not come before, or one that says what is current",
            found: "the content of transfer \(original.id), '\(original.name)' of \(original.receivedAt), some of which was replaced since",
            advice:
                "Nothing of it is posted. If the sender means it, `crossdock exceptions retry` posts it as a new statement; "
                + "if it was only sent twice, `crossdock exceptions resolve`.")
    }

    /// A transfer of the same content whose every record is canonical.
    private static func complete(_ draft: TransferDraft, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT t.id FROM transfers t
                JOIN interfaces i ON i.id = t.interface JOIN writers w ON w.id = t.writer
                WHERE t.digest = ? AND t.state = 2 AND t.duplicate_of IS NULL
                    AND i.name = ? AND i.version = ? AND w.name = ?
                    AND t.accepted + t.duplicate = t.posted_through
                    AND NOT EXISTS (
                        SELECT 1 FROM outcomes o WHERE o.transfer = t.id AND o.outcome = 2 AND o.record IS NULL)
                ORDER BY t.id LIMIT 1
                """,
            arguments: [draft.digest.data, draft.interface, draft.version, draft.writer])
    }

    /// Transfers of the same content that have stated something, under whatever version of the interface; not those of the
    /// same file, taken again.
    private static func others(_ draft: TransferDraft, in db: Database) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT t.id FROM transfers t
                JOIN interfaces i ON i.id = t.interface JOIN writers w ON w.id = t.writer
                WHERE t.digest = ?1 AND t.state <> 3 AND i.name = ?2 AND w.name = ?3
                    AND (t.pickup IS NULL OR t.pickup IS NOT ?4) AND coalesce(t.restates, t.id) IS NOT ?5
                ORDER BY t.id
                """,
            arguments: [draft.digest.data, draft.interface, draft.writer, draft.pickup?.pickup, draft.restates])
    }

    /// A transfer that was refused has stated nothing, so that it cannot state it again.
    private static func isRetry(_ draft: TransferDraft, in db: Database) throws -> Bool {
        guard let root = draft.restates else { return false }
        let state = try Int.fetchOne(db, sql: "SELECT state FROM transfers WHERE id = ?", arguments: [root])
        return state != TransferState.refused.rawValue
    }

    private static func standing(of transfer: Int64, by writer: String, in db: Database) throws -> RepeatVerdict.Standing {
        var standing = RepeatVerdict.Standing.current
        let stated = try Row.fetchCursor(db.cachedStatement(sql: replaced), arguments: [transfer])
        while standing != .replaced, let row = try stated.next() {
            standing = .init(version: row["stated_order"], current: row["current_order"])
        }
        let kept = try Row.fetchCursor(db.cachedStatement(sql: replacedBeside), arguments: [transfer, writer])
        while standing != .replaced, let row = try kept.next() {
            standing = .init(version: row["stated_order"], current: row["current_order"])
        }
        return standing
    }

    /// What it stated, with what is current instead. What says the same as the current version is current, whoever said it.
    private static let replaced = """
        WITH said(id) AS (
            SELECT p.replaced FROM outcomes o
                JOIN supersessions p ON p.replaced BETWEEN o.record AND o.record + o.count - 1
                WHERE o.transfer = ?1 AND o.outcome IN (1, 2)
            UNION
            SELECT r.id FROM outcomes o JOIN records r ON r.id BETWEEN o.record AND o.record + o.count - 1
                WHERE o.transfer = ?1 AND o.outcome = 7
        )
        SELECT r.stated_order, c.stated_order AS current_order FROM said s JOIN records r ON r.id = s.id
            JOIN facts f ON f.scope = r.scope AND f.key = r.key AND r.domains & (1 << f.domain) <> 0
            JOIN records c ON c.id = f.record
        WHERE c.digest <> r.digest
        """

    /// Of what waited or was kept to be compared, what its writer has said otherwise since, or what is current instead.
    private static let replacedBeside = """
        WITH kept(id) AS (
            SELECT id FROM set_aside WHERE transfer = ?1
            UNION
            SELECT a.id FROM outcomes o JOIN set_aside a ON a.id BETWEEN o.aside AND o.aside + o.count - 1
                WHERE o.transfer = ?1 AND o.outcome = 2
        )
        SELECT a.stated_order, b.stated_order AS current_order FROM kept k JOIN set_aside a ON a.id = k.id
            JOIN set_aside b ON b.id = (
                SELECT max(x.id) FROM set_aside x JOIN transfers t ON t.id = x.transfer JOIN writers w ON w.id = t.writer
                WHERE x.scope = a.scope AND x.key = a.key AND x.outcome IN (3, 4) AND x.domains & a.domains <> 0 AND w.name = ?2)
        WHERE a.outcome IN (3, 4) AND b.digest <> a.digest
        UNION ALL
        SELECT a.stated_order, c.stated_order FROM kept k JOIN set_aside a ON a.id = k.id
            JOIN facts f ON f.scope = a.scope AND f.key = a.key AND a.domains & (1 << f.domain) <> 0
            JOIN records c ON c.id = f.record
        WHERE a.outcome IN (1, 2, 7) AND c.digest <> a.digest
        """
}
