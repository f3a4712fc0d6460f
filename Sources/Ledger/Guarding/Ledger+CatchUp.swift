import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Does what time alone has made due: releases records whose day has begun, executes or aborts boundaries
    /// that open, and lets old owners' days count as late. Cheap where nothing is due.
    ///
    /// For the gateway, and for whoever posts or acts; never for whoever only looks. A clock that runs backwards makes
    /// nothing due and takes nothing back.
    package func catchUp() throws {
        guard actsByItself else { return }
        let now = timekeeper.now()
        let today = Submission.lastOpenDay(at: now)
        let isDue = try read { db in try Self.isDue(today, in: db) }
        guard isDue || caughtUpTo.withLock({ $0.map { $0 < today } ?? true }) else { return }
        for name in try read({ db in try Self.opening(today, in: db) }) {
            try noticeMapping(of: name)
            try assessAhead(name)
        }
        try write { db in try doDue(at: now, in: db) }
        caughtUpTo.withLock { $0 = max($0 ?? today, today) }
    }

    /// The same within a transaction, such as one that is taken back.
    func catchUp(at now: Instant, in db: Database) throws {
        let today = Submission.lastOpenDay(at: now)
        guard actsByItself, try Self.isDue(today, in: db) || caughtUpTo.withLock({ $0.map { $0 < today } ?? true }) else { return }
        try doDue(at: now, in: db)
    }

    private func doDue(at now: Instant, in db: Database) throws {
        let system = Person(name: "crossdock", roles: [], isService: true)
        let desk = CutoverDesk(db, self, person: system, now: now)
        // First what waited for its day, so that the gates of a boundary see all that came before it.
        try Redecider(db, self, now: now).runDue()
        for row in try CutoverRow.all(in: db) where row.state == .open { try desk.openBoundaries(of: row) }
        try Self.moveWatermarks(Submission.lastOpenDay(at: now), in: db)
    }

    /// Within a transaction that posts: a day that has begun since is opened before anything dated on it is
    /// decided, so that what waited for it keeps its place.
    func openDays(at now: Instant, in db: Database) throws {
        let today = Submission.lastOpenDay(at: now)
        if try Self.hasBegun(today, in: db) { try Redecider(db, self, now: now).runDue() }
    }

    /// Whether a record waits for a day that has begun.
    private static func hasBegun(_ today: BusinessDate, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM set_aside WHERE outcome = 4 AND reason = 3 AND date <= ?)")
        return try Bool.fetchOne(statement, arguments: [today.days]) ?? false
    }

    /// Plans with a boundary that opens.
    private static func opening(_ today: BusinessDate, in db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT c.name FROM cutovers c JOIN cutover_cells x ON x.cutover = c.id AND x.is_open = 1
                    JOIN cells l ON l.id = x.cell WHERE l.phase = 3 AND l.boundary <= ?
                """, arguments: [today.days])
    }

    private static func isDue(_ today: BusinessDate, in db: Database) throws -> Bool {
        if try hasBegun(today, in: db) { return true }
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM cells WHERE phase = 3 AND boundary <= ?)")
        return try Bool.fetchOne(statement, arguments: [today.days]) ?? false
    }

    /// A day that lies before the latest epoch and is not sealed counts as late once it lies as far back as its plan
    /// says, also after a rollback. Only ever rises.
    private static func moveWatermarks(_ today: BusinessDate, in db: Database) throws {
        for row in try CutoverRow.all(in: db) where row.state == .open {
            let day = today.adding(days: -row.plan.lateAfter - 1)
            try db.execute(
                sql: """
                    UPDATE cells SET watermark = min(?1, last.from_date - 1)
                    FROM (SELECT cell, max(from_date) AS from_date FROM epochs WHERE sealed = 0 GROUP BY cell HAVING count(*) > 1) last
                    WHERE last.cell = cells.id AND id IN (SELECT cell FROM cutover_cells WHERE cutover = ?2 AND is_open = 1)
                        AND (watermark IS NULL OR watermark < min(?1, last.from_date - 1))
                    """,
                arguments: [day.days, row.id])
        }
    }
}

extension CutoverDesk {
    /// armed → live for cells whose boundary has opened, if a fresh go and the gates allow it; otherwise the
    /// boundary is taken back, whoever may have forgotten about it.
    fileprivate func openBoundaries(of row: CutoverRow) throws {
        let due = try row.targets(in: book).filter { target in
            target.cell.phase == .armed && (target.cell.boundary.map { $0 <= today } ?? false)
        }
        guard let boundary = due.compactMap(\.cell.boundary).max() else { return }
        let check = try GoCheck(row, before: boundary, in: db)
        var reasons = check.unvoted.map { "Nobody has voted go for the domain \($0) within the 24 hours before the boundary opened." }
        reasons += check.unapproved
        let gates = try snapshot(.arm, row, due)
        reasons += gates.results.filter { $0.status != .pass }.map { "Gate \($0.gate): \($0.status), \($0.found)." }
        if reasons.isEmpty {
            // A step that cannot be taken is no reason for the gateway to stand still: the boundary is taken back.
            do {
                return try goLive(due, of: row, check.voters, gates)
            } catch let refusal as Refusal {
                reasons = refusal.reasons
            }
        }
        try step(
            due, of: row, from: due.compactMap(\.cell.boundary).min(), .abort,
            [("reasons", .array(reasons.map { .string($0) }))]
        ) { _ in .abort }
    }

    private func goLive(_ due: [Redecider.Target], of row: CutoverRow, _ voters: [Person], _ gates: GateSnapshot) throws {
        let details: [(String, JSONText)] = [
            ("votes", .array(voters.map { .string($0.name) })), ("gates", .string(gates.digest.hex)),
            ("boundary", .optional(due.first?.cell.boundary?.description)),
        ]
        try step(due, of: row, from: nil, .go, details) { _ in .go }
    }
}
