import Canonical
import Foundation
import GRDB
import Ownership

/// A plan as the ledger has it, within one transaction.
struct CutoverRow {
    let id: Int64
    var state: CutoverState
    var revision: Int
    var plan: CutoverPlan
    let digest: Digest
    var comparedSince: BusinessDate?
    /// Whoever wrote the plan or changed it.
    var authors: [String]
    let proposedAt: Instant
    let openedAt: Instant?
    let closedAt: Instant?

    static func fetch(_ name: String, in db: Database) throws -> CutoverRow? {
        try Row.fetchOne(db, sql: "SELECT * FROM cutovers WHERE name = ?", arguments: [name]).map(CutoverRow.init)
    }

    static func all(in db: Database) throws -> [CutoverRow] {
        try Row.fetchAll(db, sql: "SELECT * FROM cutovers ORDER BY id").map(CutoverRow.init)
    }

    init(_ row: Row) throws {
        id = row["id"]
        state = CutoverState(rawValue: row["state"]) ?? .closed
        revision = row["revision"]
        plan = try CutoverPlan(json: row.bytes("plan"))
        digest = row.digest("digest") ?? plan.digest
        comparedSince = row.date("compared_since")
        authors = row.text("authors").split(separator: " ").map(String.init)
        proposedAt = row.moment("proposed_at")
        openedAt = row.instant("opened_at")
        closedAt = row.instant("closed_at")
    }

    /// The cells that the plan moves: those it has not sealed or given up. They may be in another plan by then.
    func targets(in book: CellBook) throws -> [Redecider.Target] {
        let ids = try Int64.fetchAll(
            book.db, sql: "SELECT cell FROM cutover_cells WHERE cutover = ? AND is_open = 1 ORDER BY cell", arguments: [id])
        return try ids.map { Redecider.Target(cell: try book.cell($0), id: $0) }
    }

    /// The people behind approvals for these digests, as they are now.
    func approvers(for act: CutoverAct, gates: Digest?, at now: Instant, in db: Database) throws -> [Person] {
        try approvals(in: db).filter { $0.covers(act, plan: digest, gates: gates, at: now) }
            .compactMap { try Ledger.fetchPerson($0.person, in: db) }
    }

    /// Approvals and votes of the present attempt: what an abort or a rollback ended does not count again.
    func approvals(in db: Database) throws -> [Approval] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT a.* FROM approvals a JOIN cutovers c ON c.id = a.cutover
                WHERE a.cutover = ? AND a.id > c.approvals_after AND (a.act <> 'go' OR a.id > c.votes_after) ORDER BY a.id
                """, arguments: [id])
        return rows.compactMap { row in
            guard let act = CutoverAct(rawValue: row["act"]), let plan = row.digest("plan") else { return nil }
            return Approval(act: act, person: row["person"], plan: plan, gates: row.digest("gates"), at: row.moment("at"))
        }
    }

    /// How the cells that fit a proposal differ from those of its latest approval; `nil` where nobody has approved, or
    /// nothing has changed.
    func change(to selection: CellSelection, at now: Instant, in db: Database) throws -> String? {
        let given = try approvals(in: db).last { $0.act == .shadow && $0.plan == digest && now < $0.expiry }
        guard let given, given.gates != selection.digest else { return nil }
        let names = try String.fetchOne(
            db, sql: "SELECT cells FROM approvals WHERE cutover = ? AND act = 'shadow' AND gates IS ? ORDER BY id DESC",
            arguments: [id, given.gates?.data])
        guard let names else { return "What \(given.person) approved does not name its cells: approve again." }
        let before = Set(try JSONDecoder().decode([String].self, from: Data(names.utf8)))
        let present = Set(selection.cells)
        let changes = [
            ("new", present.subtracting(before).sorted()), ("gone", before.subtracting(present).sorted()),
        ].filter { !$0.1.isEmpty }.map { what, cells in
            "\(what): \(cells.prefix(5).joined(separator: ", "))\(cells.count > 5 ? " and \(cells.count - 5) more" : "")"
        }
        return "The cells that fit have changed since \(given.person) approved (\(changes.joined(separator: "; "))): approve again."
    }

    func mandate(for act: CutoverAct) -> Mandate {
        Mandate(act, authors: authors, domains: plan.domains, isFinance: !plan.financeDomains.isEmpty)
    }
}
