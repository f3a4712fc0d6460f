import Canonical
import GRDB
import Ownership

/// A cutover as it stands: the board's row and everything behind it.
package struct CutoverView: Sendable {
    package struct CellState: Sendable {
        /// As it is now, which may be another plan's doing once this one has let it go.
        package let cell: Cell
        /// The plan moves it.
        package let isOpen: Bool
        /// Under this plan: `nil` for a cell that went with a plan that was withdrawn.
        package let phase: Phase?
        /// Facts held against each other so far, those that agree, and those that nobody has explained.
        package let facts: Int
        package let good: Int
        package let unexplained: Int
        package let held: Int
        package let incident: String?
        package let rolledBackBy: String?
        package let rolledBackAt: Instant?
        package let confirmedBy: String?

        package var awaitsConfirmation: Bool { rolledBackAt != nil && confirmedBy == nil }
    }

    package let id: Int64
    package let plan: CutoverPlan
    package let digest: Digest
    package let state: CutoverState
    package let revision: Int
    package let authors: [String]
    package let proposedAt: Instant
    package let openedAt: Instant?
    package let closedAt: Instant?
    package let comparedSince: BusinessDate?
    package let cells: [CellState]
    /// The cells that a proposal would take now; `nil` once they are fixed, or it was withdrawn.
    package let selection: CellSelection?
    /// Approvals and votes for the plan as it is, oldest first.
    package let approvals: [Approval]
    package let snapshots: [GateSnapshot]
    package let exemptions: [Exemption]
    /// What stands between the cutover and its next act, one sentence each.
    package let missing: [String]

    package func count(in phase: Phase) -> Int { cells.count { $0.phase == phase } }

    static func fetch(_ name: String, now: Instant, _ ledger: Ledger, in db: Database) throws -> CutoverView {
        guard let row = try CutoverRow.fetch(name, in: db) else { throw LedgerError.unknown("cutover") }
        return try CutoverView(row, now: now, ledger, in: db)
    }

    init(_ row: CutoverRow, now: Instant, _ ledger: Ledger, in db: Database) throws {
        id = row.id
        plan = row.plan
        digest = row.digest
        state = row.state
        revision = row.revision
        authors = row.authors
        proposedAt = row.proposedAt
        openedAt = row.openedAt
        closedAt = row.closedAt
        comparedSince = row.comparedSince
        let book = CellBook(db: db, charter: ledger.charter)
        cells = try Self.cells(of: row, book)
        let selection =
            row.state == .proposed ? CellSelection(row.plan, among: try book.cells(ofKind: row.plan.kind).map(\.cell)) : nil
        self.selection = selection
        approvals = try row.approvals(in: db).filter { approval in
            approval.plan == row.digest && (selection.map { $0.digest == approval.gates } ?? true)
        }
        snapshots = try [CutoverAct.arm, .seal].compactMap { try SnapshotRow.latest($0, of: row.id, in: db) }
        exemptions = try Exemption.all(of: row.id, in: db)
        missing = try NextStep(row: row, cells: cells, selection: selection, now: now, db: db).missing
    }

    private static func cells(of row: CutoverRow, _ book: CellBook) throws -> [CellState] {
        let rows = try Row.fetchAll(
            book.db,
            sql: """
                -- What is compared or waits in a cell that was let go is another plan's.
                SELECT x.*, (SELECT coalesce(sum(facts), 0) FROM store_days d WHERE d.cell = x.cell AND x.is_open = 1) AS facts,
                    (SELECT coalesce(sum(good), 0) FROM store_days d WHERE d.cell = x.cell AND x.is_open = 1) AS good,
                    (SELECT coalesce(sum(unexplained), 0) FROM store_days d WHERE d.cell = x.cell AND x.is_open = 1) AS unexplained,
                    (SELECT count(*) FROM set_aside a WHERE a.scope = c.scope AND a.outcome = 4 AND x.is_open = 1
                        AND a.domains & (1 << c.domain) <> 0) AS held
                FROM cutover_cells x JOIN cells c ON c.id = x.cell WHERE x.cutover = ? ORDER BY x.cell
                """, arguments: [row.id])
        return try rows.map { found in
            let cell = try book.cell(found["cell"])
            let isOpen: Bool = found["is_open"]
            // An earlier release did not keep which cells a plan has sealed; one that is closed has sealed all it did not let go.
            let isSealed = found["is_sealed"] || row.state == .closed
            let phase: Phase? = isOpen ? cell.phase : isSealed ? .sealed : nil
            return CellState(
                cell: cell, isOpen: isOpen, phase: phase, facts: found["facts"], good: found["good"],
                unexplained: found["unexplained"], held: found["held"], incident: found["incident"],
                rolledBackBy: found["rolled_back_by"], rolledBackAt: found.instant("rolled_back_at"), confirmedBy: found["confirmed_by"])
        }
    }
}
