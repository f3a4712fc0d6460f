import Canonical
import GRDB
import Ownership

/// Gathers what the gates of some cells are decided on, as of this transaction.
struct GateEvidence {
    let db: Database
    let ledger: Ledger
    let row: CutoverRow
    let targets: [Redecider.Target]
    let now: Instant

    private var plan: CutoverPlan { row.plan }
    private var today: BusinessDate { Submission.lastOpenDay(at: now) }
    /// Of every kind that shares the cells.
    private var scopes: String {
        get throws {
            try targets.flatMap { target in
                let own = target.cell.scope
                return try ledger.charter.kinds(sharing: own.kind, domain: target.cell.domain).map { kind in
                    String(try Interning.scope(Scope(kind: kind, entity: own.entity, location: own.location), in: db))
                }
            }.joined(separator: ",")
        }
    }

    func forArm() throws -> Evidence {
        let keeper = StoreDayKeeper(db: db, now: now)
        try keeper.assess(plan, of: row.id, targets)
        let back = max(60, plan.gates.days * 3)
        return Evidence(
            storeDays: try keeper.storeDays(of: targets, since: today.adding(days: -back)),
            openExceptions: try openExceptions(of: plan.from.interfaces + plan.to.interfaces),
            unpinned: ledger.contracts.unpublished(among: plan.from.interfaces + plan.to.interfaces),
            goneInterfaces: try gone(),
            latestOfA: try latestOfA(), unconfirmedRollbacks: try unconfirmed())
    }

    func forSeal() throws -> SealGates.Evidence {
        let keeper = StoreDayKeeper(db: db, now: now)
        try keeper.assess(plan, of: row.id, targets)
        let boundaries = Dictionary(targets.map { ($0.cell.name, $0.cell.boundary ?? today) }, uniquingKeysWith: { $1 })
        let missing = try keeper.storeDays(of: targets, since: BusinessDate(days: .min / 2)).compactMap { day in
            owing(day, boundaries).map { "\(day.cell) on \(day.date) from \($0)" }
        }
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
        let scopes = try self.scopes
        let open = "SELECT count(*) FROM exceptions e WHERE e.state = 1 AND e.scope IN (\(scopes))"
        return SealGates.Evidence(
            missingStoreDays: missing,
            openLate: try count("\(open) AND e.rule = 'late'"),
            held: try count("SELECT count(*) FROM set_aside WHERE outcome = 4 AND reason <> 3 AND scope IN (\(scopes))"),
            quarantined: try count("\(open) AND e.rule <> 'late'"),
            openExceptions: try openExceptions(of: plan.from.interfaces + (isShared ? plan.to.interfaces : []), withoutScopeOnly: true),
            boundary: boundaries.values.max() ?? today)
    }

    /// Whether dates before the boundary are the new owner's: those from before a rollback.
    private var isShared: Bool {
        targets.contains { target in
            target.cell.epochs.dropLast().contains { $0.writer == target.cell.incoming && !$0.isSealed }
        }
    }

    /// Who owns a day that only the other writer has stated: the seal would close it without its owner's word. Before
    /// the boundary that may be either of them, since the dates up to a rollback stay the new owner's.
    private func owing(_ day: StoreDay, _ boundaries: [String: BusinessDate]) -> String? {
        guard day.isStated, let boundary = boundaries[day.cell], day.date < boundary,
            let cell = targets.first(where: { $0.cell.name == day.cell })?.cell, let epoch = cell.epoch(at: day.date), !epoch.isSealed
        else { return nil }
        let own = epoch.writer == cell.outgoing ? day.totalsA : epoch.writer == cell.incoming ? day.totalsB : nil
        return own?.records == 0 ? epoch.writer : nil
    }

    /// Open exceptions that concern the cells in question, and those that could not be placed.
    private func openExceptions(of references: [String], withoutScopeOnly: Bool = false) throws -> Int {
        guard !references.isEmpty else { return 0 }
        let marks = references.map { _ in "?" }.joined(separator: ", ")
        let placed = withoutScopeOnly ? "" : "OR e.scope IN (\(try scopes))"
        return try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM exceptions e JOIN transfers t ON t.id = e.transfer JOIN interfaces i ON i.id = t.interface
                WHERE e.state = 1 AND i.name || '@' || i.version IN (\(marks)) AND (e.scope IS NULL \(placed))
                """, arguments: StatementArguments(references)) ?? 0
    }

    /// The latest date that the old owner has stated in each cell.
    private func latestOfA() throws -> [String: BusinessDate?] {
        try targets.reduce(into: [:]) { latest, target in
            let days = try Int32.fetchOne(
                db,
                sql: """
                    SELECT max(s.date) FROM store_days s
                    WHERE s.cell = ? AND json_extract(CAST(s.assessment AS TEXT), '$.totalsA.records') > 0
                    """, arguments: [target.id])
            latest[target.cell.name] = .some(days.map(BusinessDate.init(days:)))
        }
    }

    /// Interfaces of the old side that take nothing any more, by what people have made of their lives.
    private func gone() throws -> [String] {
        let declared = Set(ledger.contracts.gone(among: plan.from.interfaces))
        return try plan.from.interfaces.filter { reference in
            let parts = reference.split(separator: "@", maxSplits: 1).map(String.init)
            guard parts.count == 2, let life = try LifeRow.latest(parts[0], parts[1], in: db) else { return declared.contains(reference) }
            return life.standing == .retired
        }
    }

    /// Under any plan: whoever withdraws one does not do away with what nobody has looked at.
    private func unconfirmed() throws -> [String] {
        try targets.flatMap { target in
            try String.fetchAll(
                db,
                sql: """
                    SELECT c.name FROM cutover_cells x JOIN cutovers c ON c.id = x.cutover
                    WHERE x.cell = ? AND x.rolled_back_at IS NOT NULL AND x.confirmed_at IS NULL ORDER BY c.id
                    """, arguments: [target.id]
            ).map { "\(target.cell.name) under \($0)" }
        }
    }
}
