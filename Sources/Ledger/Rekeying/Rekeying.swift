import Canonical
import GRDB

/// Keys the records of some kinds anew, within one transaction.
struct Rekeying {
    private let db: Database
    private let outdated: [KeyForms.Outdated]
    /// By their numbers in the ledger and their versions.
    private let kinds: [Int64: [Int: Kind]]
    private let alike = Alike()

    /// The old keys of records that say the same, in the order they came, where a key is made of what they say.
    private final class Alike {
        private var numbers: [String: [String: Int]] = [:]

        func number(of old: String, among code: String) -> Int {
            if let number = numbers[code]?[old] { return number }
            let number = (numbers[code]?.count ?? 0) + 1
            numbers[code, default: [:]][old] = number
            return number
        }
    }

    /// So many pairs are named where facts would meet.
    private static let mostNamed = 20

    init(_ db: Database, _ outdated: [KeyForms.Outdated], all kinds: [Kind]) throws {
        self.db = db
        self.outdated = outdated
        self.kinds = try outdated.reduce(into: [:]) { found, item in
            found[item.id] = Dictionary(kinds.filter { $0.name == item.kind.name }.map { ($0.version, $0) }) { $1 }
        }
    }

    func run(at now: Instant) throws {
        try db.execute(sql: "CREATE TEMP TABLE rekeyed (scope INTEGER, old TEXT, new TEXT, PRIMARY KEY (scope, old)) WITHOUT ROWID")
        for table in ["records", "set_aside"] { try findKeys(in: table) }
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM rekeyed") ?? 0
        if count > 0 {
            for table in ["records", "set_aside"] { try checkAgreement(in: table) }
            try checkMeetings()
            try move()
        }
        try db.execute(sql: "DROP TABLE temp.rekeyed")
        for item in outdated {
            try KeyForms.store(item.kind, id: item.id, in: db)
            let isKeyedByDate = kinds[item.id, default: [:]].values.allSatisfy { $0.key.first == $0.anchor }
            try db.execute(sql: "UPDATE kinds SET keyed_by_date = ? WHERE id = ?", arguments: [isKeyedByDate, item.id])
            try AuditChain.append(
                "ledger.rekeyed", by: "crossdock", on: "kind/\(item.kind.reference)",
                [
                    ("from", .string(item.form)), ("to", .string(item.kind.keyForm)), ("keys", .integer(count)),
                ], at: now, in: db)
        }
    }

    // MARK: - what changes

    /// Computes keys and orders of all rows of the outdated kinds; notes keys that change, and puts orders right.
    private func findKeys(in table: String) throws {
        let note = try db.cachedStatement(sql: "INSERT OR IGNORE INTO rekeyed(scope, old, new) VALUES (?, ?, ?)")
        let order = try db.cachedStatement(sql: "UPDATE \(table) SET stated_order = ? WHERE id = ?")
        for item in outdated {
            try visit(table, "s.kind = ?1 AND r.version = ?2", [item.id, item.kind.version]) { row, body in
                let key = try key(of: body, as: item.kind, row)
                if key != row.text("key") { try note.execute(arguments: [row["scope"] as Int64, row.text("key"), key]) }
                let stated = item.kind.order(of: body)
                if stated != (row["stated_order"] as Int64?) { try order.execute(arguments: [stated, row["id"] as Int64]) }
            }
        }
    }

    /// All versions and copies under a key that changes must get the same one.
    private func checkAgreement(in table: String) throws {
        let new = try db.cachedStatement(sql: "SELECT new FROM rekeyed WHERE scope = ? AND old = ?")
        try visit(table, "EXISTS (SELECT 1 FROM rekeyed k WHERE k.scope = r.scope AND k.old = r.key)", []) { row, body in
            guard let kind = kinds[row["kind"], default: [:]][row["version"]] else { return }
            let key = try key(of: body, as: kind, row)
            let other = try String.fetchOne(new, arguments: [row["scope"] as Int64, row.text("key")])
            guard key == other else {
                throw LedgerError.keyFallsApart(
                    kind: kind.reference, id: id(row, row.text("key")), into: [id(row, key), id(row, other ?? "")].sorted())
            }
        }
    }

    /// Two facts must not get one key: which of them it is then, nobody but a person can say.
    private func checkMeetings() throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                WITH moved AS (
                    SELECT f.scope, f.domain, f.key AS old, coalesce(k.new, f.key) AS new
                    FROM facts f JOIN scopes s ON s.id = f.scope LEFT JOIN rekeyed k ON k.scope = f.scope AND k.old = f.key
                    WHERE s.kind IN (\(outdated.map { "\($0.id)" }.joined(separator: ", ")))
                )
                SELECT DISTINCT n.name, s.entity, s.location, a.old AS one, b.old AS other FROM (
                    SELECT scope, domain, new FROM moved GROUP BY scope, domain, new HAVING count(*) > 1
                ) m JOIN moved a ON a.scope = m.scope AND a.domain = m.domain AND a.new = m.new
                    JOIN moved b ON b.scope = m.scope AND b.domain = m.domain AND b.new = m.new AND b.old > a.old
                    JOIN scopes s ON s.id = m.scope JOIN kinds n ON n.id = s.kind
                ORDER BY 1, 2, 3, 4, 5 LIMIT \(Self.mostNamed + 1)
                """)
        guard !rows.isEmpty else { return }
        throw LedgerError.keysMeet(
            rows.prefix(Self.mostNamed).map { row in
                "\(row.text("name")) \(id(row, row.text("one"))) and \(id(row, row.text("other")))"
            }, more: rows.count > Self.mostNamed)
    }

    private func move() throws {
        let isMoved = "EXISTS (SELECT 1 FROM rekeyed k WHERE k.scope = x.scope AND k.old = x.key)"
        for table in ["records", "set_aside"] {
            try db.execute(
                sql: """
                    UPDATE \(table) AS x SET key = (SELECT k.new FROM rekeyed k WHERE k.scope = x.scope AND k.old = x.key) WHERE \(isMoved)
                    """)
        }
        // Aside first, since a new key may be one that is still there.
        try db.execute(
            sql: """
                CREATE TEMP TABLE moved AS
                    SELECT x.scope, k.new AS key, x.domain, x.record, x.epoch, x.transfer FROM facts x
                    JOIN rekeyed k ON k.scope = x.scope AND k.old = x.key;
                DELETE FROM facts AS x WHERE \(isMoved);
                INSERT INTO facts(scope, key, domain, record, epoch, transfer) SELECT * FROM temp.moved;
                DROP TABLE temp.moved;
                UPDATE exemptions AS x SET key = k.new
                    FROM rekeyed k JOIN scopes s ON s.id = k.scope JOIN cells c ON c.scope = s.id JOIN cutover_cells u ON u.cell = c.id
                    WHERE k.old = x.key AND s.entity = x.entity AND s.location = x.location AND u.cutover = x.cutover;
                UPDATE store_days SET dirty = dirty + 1 WHERE cell IN (
                    SELECT c.id FROM cells c WHERE c.scope IN (SELECT scope FROM rekeyed));
                """)
    }

    // MARK: - rows

    private func visit(
        _ table: String, _ condition: String, _ arguments: StatementArguments, _ body: (Row, CanonicalValue) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT r.id, r.scope, r.key, r.body, r.version, r.stated_order, s.kind, s.entity, s.location
                FROM \(table) r JOIN scopes s ON s.id = r.scope WHERE \(condition) ORDER BY r.id
                """, arguments: arguments)
        while let row = try rows.next() { try body(row, CanonicalValue(row.bytes("body")) ?? .null) }
    }

    private func key(of body: CanonicalValue, as kind: Kind, _ row: Row) throws -> String {
        do throws(Kind.MissingPart) {
            let first = try kind.key(of: body)
            guard kind.identityField != nil else { return first }
            return try kind.key(of: body, number: alike.number(of: row.text("key"), among: "\(row["scope"] as Int64) \(first)"))
        } catch {
            throw LedgerError.keyNotComputable(kind: kind.reference, id: id(row, row.text("key")), field: error.field)
        }
    }

    private func id(_ row: Row, _ key: String) -> String {
        "\(RecordID(entity: row.text("entity"), location: row.text("location"), key: key))"
    }
}
