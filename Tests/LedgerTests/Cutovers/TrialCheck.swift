import Canonical
import CrossdockTesting
import Foundation
import GRDB
import Ownership

@testable import Ledger

/// The guard's invariants, by their numbers in its design, on the tables themselves. Remembers what it has seen before.
struct TrialCheck {
    private var seen: [Int64: Cell] = [:]
    private var quarantined: Set<Int64> = []
    private var audited: Int64 = 0
    private var checks = 0

    /// After any step; what takes long after every fourth.
    mutating func afterStep(_ bench: CutoverBench) throws {
        let cells = try cells(bench)
        try bench.ledger.read { db in
            try nothingIsFound(in: db)
            try ownersDataIsNotQuarantined(cells, in: db)
            try boundariesLieAhead(cells, in: db)
            try forwardStepsAreApproved(in: db)
        }
        try epochsPartitionTheDates(cells)
        seen = cells
        checks += 1
        guard checks % 4 == 0 else { return }
        let discrepancies = try bench.ledger.proof().discrepancies
        guard discrepancies.isEmpty else { throw Violation(3, discrepancies.joined(separator: " ")) }
    }

    func atEnd(_ bench: CutoverBench) throws {
        guard try bench.ledger.auditVerify().isIntact else { throw Violation(15, "the audit is not intact") }
        let discrepancies = try bench.ledger.proof().discrepancies
        guard discrepancies.isEmpty else { throw Violation(3, discrepancies.joined(separator: " ")) }
        for view in try bench.ledger.transfers(limit: 1000).items {
            let outcomes = try bench.ledger.outcomes(of: view.id, limit: 1000)
            guard outcomes.map(\.number) == Array(1..<(view.records + 1)),
                Outcome.allCases.allSatisfy({ outcome in outcomes.count { $0.outcome == outcome } == view.tally[outcome] })
            else { throw Violation(3, "the outcomes of \(view.name) do not add up") }
        }
    }

    func cells(_ bench: CutoverBench) throws -> [Int64: Cell] {
        try bench.ledger.read { db in
            let book = CellBook(db: db, charter: bench.ledger.charter)
            return try Int64.fetchAll(db, sql: "SELECT id FROM cells").reduce(into: [:]) { $0[$1] = try book.cell($1) }
        }
    }

    // MARK: what must never be found

    private static let epochOf = """
        JOIN epochs e ON e.cell = c.id AND e.epoch = (
            SELECT x.epoch FROM epochs x WHERE x.cell = c.id AND (x.from_date IS NULL OR x.from_date <= r.date)
            ORDER BY x.from_date DESC LIMIT 1)
        """

    /// The trial's egress map: who posts to a target in a domain.
    private static func isPoster(_ target: String) -> String {
        "(\(target) = 'wms' OR (d.name = 'revenue' AND w.name = '\(CutoverBench.legacy)'))"
    }

    /// Each a query for what breaks an invariant.
    private static let queries: [(invariant: Int, what: String, sql: String)] = [
        (
            1, "a version by somebody else than the author of its date's epoch",
            """
            SELECT r.key || ' in ' || c.domain FROM records r JOIN transfers t ON t.id = r.transfer
                JOIN cells c ON c.scope = r.scope AND r.domains & (1 << c.domain) <> 0 \(epochOf) WHERE e.writer <> t.writer
            """
        ),
        (
            1, "a fact in another epoch than its date's, or without a cell",
            """
            SELECT f.key || ' in ' || f.domain FROM facts f JOIN records r ON r.id = f.record
                LEFT JOIN cells c ON c.scope = f.scope AND c.domain = f.domain LEFT \(epochOf) WHERE e.epoch IS NOT f.epoch
            """
        ),
        (
            1, "a fact whose current version is of another key, or not for its domain",
            """
            SELECT f.key FROM facts f LEFT JOIN records r ON r.id = f.record AND r.key = f.key AND r.scope = f.scope
                AND r.domains & (1 << f.domain) <> 0 WHERE r.id IS NULL
            """
        ),
        (
            6, "a stranger's record became canonical",
            """
            SELECT r.key FROM records r JOIN transfers t ON t.id = r.transfer JOIN writers w ON w.id = t.writer
            WHERE w.name NOT IN ('\(CutoverBench.legacy)', '\(CutoverBench.cloud)')
            """
        ),
        (
            10, "a cell that does not know its highest accepted date",
            """
            SELECT c.id FROM cells c WHERE c.highest_date IS NOT (
                SELECT max(r.date) FROM records r WHERE r.scope = c.scope AND r.domains & (1 << c.domain) <> 0)
            """
        ),
        (
            10, "accepted at or after a boundary that is armed",
            """
            SELECT r.key FROM cells c JOIN records r ON r.scope = c.scope AND r.domains & (1 << c.domain) <> 0
            WHERE c.phase = 3 AND r.date >= c.boundary
            """
        ),
        (
            12, "a record that waits for a boundary which is not armed",
            """
            SELECT a.key FROM set_aside a JOIN cells c ON c.scope = a.scope AND a.domains & (1 << c.domain) <> 0
            WHERE a.outcome = 4 AND a.reason = \(Reason.boundaryPending.rawValue) AND (c.phase <> 3 OR a.date < c.boundary)
            """
        ),
        (
            13, "posted more than once, or not the current version, or for an author who is not the target's poster",
            """
            SELECT h.name || ' ' || h.record FROM (
                SELECT g.name, o.domain, o.record, sum(CASE o.act WHEN 2 THEN -1 ELSE 1 END) AS balance
                FROM outbox o JOIN targets g ON g.id = o.target WHERE o.role = 1 GROUP BY o.target, o.domain, o.record HAVING balance <> 0
            ) h JOIN domains d ON d.id = h.domain JOIN records r ON r.id = h.record JOIN transfers t ON t.id = r.transfer
                JOIN writers w ON w.id = t.writer LEFT JOIN facts f ON f.scope = r.scope AND f.key = r.key AND f.domain = h.domain
            WHERE h.balance <> 1 OR f.record IS NOT h.record OR NOT \(isPoster("h.name"))
            """
        ),
        (
            13, "a fact of a poster's that its target was not told of",
            """
            SELECT g.name || ' ' || f.key FROM facts f JOIN domains d ON d.id = f.domain JOIN targets g
                JOIN records r ON r.id = f.record JOIN transfers t ON t.id = r.transfer JOIN writers w ON w.id = t.writer
            WHERE \(isPoster("g.name")) AND NOT EXISTS (
                SELECT 1 FROM outbox o WHERE o.record = f.record AND o.target = g.id AND o.domain = f.domain AND o.role = 1 AND o.act <> 2)
            """
        ),
    ]

    private func nothingIsFound(in db: Database) throws {
        for query in Self.queries {
            if let found = try String.fetchOne(db.cachedStatement(sql: query.sql)) {
                throw Violation(query.invariant, "\(query.what): \(found)")
            }
        }
    }

    /// 2: they begin with the beginning, follow each other in date and number, and stay as they were written.
    private func epochsPartitionTheDates(_ cells: [Int64: Cell]) throws {
        for (id, cell) in cells {
            guard cell.epochs.first?.from == nil else { throw Violation(2, "\(cell.name): the first dates have no epoch") }
            for (older, newer) in zip(cell.epochs, cell.epochs.dropFirst()) {
                guard newer.number > older.number, let from = newer.from, older.from.map({ $0 < from }) ?? true else {
                    throw Violation(2, "\(cell.name): epoch \(newer.number) after \(older.number)")
                }
            }
            guard let was = seen[id] else { continue }
            let isKept = zip(was.epochs, cell.epochs).allSatisfy { old, new in
                old.number == new.number && old.from == new.from && old.writer == new.writer && (!old.isSealed || new.isSealed)
            }
            guard isKept, cell.epochs.count >= was.epochs.count, cell.revision >= was.revision,
                cell.revision > was.revision || (cell.phase == was.phase && cell.boundary == was.boundary)
            else { throw Violation(2, "\(cell.name): an epoch or a revision was rewritten") }
        }
    }

    /// 5: what its owner says is kept for a person only where the owner contradicts itself, or once its dates are sealed.
    private mutating func ownersDataIsNotQuarantined(_ cells: [Int64: Cell], in db: Database) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT a.id, a.key, a.reason, a.date, c.id AS cell, w.name AS writer_name FROM set_aside a
                        JOIN transfers t ON t.id = a.transfer JOIN writers w ON w.id = t.writer
                        JOIN cells c ON c.scope = a.scope AND a.domains & (1 << c.domain) <> 0
                    WHERE a.outcome = 5 AND a.reason IN (5, 6, 7, 11, 14)
                    """))
        for row in rows where !quarantined.contains(row["id"]) {
            guard let epoch = cells[row["cell"]]?.epoch(at: BusinessDate(days: row["date"])), epoch.writer == row.text("writer_name"),
                !epoch.isSealed
            else { continue }
            let reason = Reason(rawValue: row["reason"]).map { "\($0)" } ?? "?"
            throw Violation(5, "\(row.text("key")) is kept as \(reason), though \(epoch.writer) owns its date")
        }
        quarantined.formUnion(rows.map { $0["id"] as Int64 })
    }

    /// 10: a boundary that was set lies after everything accepted before, and so does a rollback.
    private func boundariesLieAhead(_ cells: [Int64: Cell], in db: Database) throws {
        for (id, cell) in cells {
            guard let was = seen[id], cell.revision != was.revision else { continue }
            if was.phase != .armed, cell.phase == .armed, let boundary = cell.boundary, let highest = was.highest, boundary <= highest {
                throw Violation(10, "\(cell.name): boundary \(boundary), though \(highest) was accepted")
            }
            for epoch in cell.epochs.dropFirst(was.epochs.count) {
                guard let from = epoch.from, let highest = was.highest, from <= highest else { continue }
                throw Violation(10, "\(cell.name): an epoch from \(from), though \(highest) was accepted")
            }
        }
    }

    /// 11: two people who have not written the plan stand behind every step forward.
    private mutating func forwardStepsAreApproved(in db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM audit WHERE seq > ? ORDER BY seq", arguments: [audited]).map(AuditRow.init)
        audited = rows.last?.seq ?? audited
        for row in rows where row.act == "cutover.arm" || row.act == "cutover.seal" {
            let details = try JSONSerialization.jsonObject(with: Data(row.details.utf8)) as? [String: Any] ?? [:]
            let approvers = Set(details["approvedBy"] as? [String] ?? []).subtracting(details["authors"] as? [String] ?? [])
            guard approvers.subtracting(["ada", "alma", "robot", "oskar", "orla"]).count >= 2 else {
                throw Violation(11, "\(row.act) approved by \(approvers.sorted())")
            }
        }
    }

    // MARK: what must have happened

    /// After what was due has been done: nothing waits that could be decided, and whatever waits would be decided the same way.
    func afterCatchingUp(_ bench: CutoverBench) throws {
        let today = bench.today
        let cells = try cells(bench)
        for cell in cells.values where cell.phase == .armed {
            guard let boundary = cell.boundary, boundary > today else {
                throw Violation(12, "\(cell.name) is armed, though its boundary has opened")
            }
        }
        let rows = try bench.ledger.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT a.key, a.outcome, a.reason, a.date, c.id AS cell, w.name AS writer_name FROM set_aside a
                            JOIN transfers t ON t.id = a.transfer JOIN writers w ON w.id = t.writer
                            JOIN cells c ON c.scope = a.scope AND a.domains & (1 << c.domain) <> 0
                        WHERE a.outcome IN (3, 4)
                        """))
        }
        for row in rows {
            let date = BusinessDate(days: row["date"])
            guard let cell = cells[row["cell"]], cell.phase != .sealed, cell.epoch(at: date)?.isSealed == false else { continue }
            // What a plan that was given up had compared stays beside, as evidence.
            if cell.phase == .legacy, row["outcome"] == Outcome.shadow.rawValue { continue }
            // What was let in before the clock ran back stays in.
            let isFuture = row["reason"] == Reason.futureDated.rawValue
            let submission = Submission(
                writer: row.text("writer_name"), door: .file, date: date, today: isFuture ? today : max(today, date))
            let decision = redecide(submission, in: cell)
            guard decision.outcome.rawValue == row["outcome"] || (isFuture && decision.reason == .farFuture) else {
                let outcome = Outcome(rawValue: row["outcome"]).map { "\($0)" } ?? "?"
                throw Violation(12, "\(row.text("key")) by \(row.text("writer_name")) waits as \(outcome): \(decision)")
            }
        }
    }

    /// What waited for a day is through before anything else that is dated on it.
    func afterPosting(_ bench: CutoverBench) throws {
        let waiting = try bench.ledger.read { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM set_aside WHERE outcome = 4 AND reason = 3 AND date <= ?"),
                arguments: [bench.today.days])
        }
        guard waiting == 0 else { throw Violation(7, "posted before what waited for the day") }
    }

    // MARK: histories

    /// Each current fact with its content, author and epoch.
    func facts(_ bench: CutoverBench) throws -> [String: String] {
        try bench.ledger.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT f.scope || '/' || f.domain || '/' || f.key AS name, r.body, r.id AS record, f.epoch, w.name AS writer_name
                    FROM facts f JOIN records r ON r.id = f.record JOIN transfers t ON t.id = r.transfer JOIN writers w ON w.id = t.writer
                    """
            ).reduce(into: [:]) { facts, row in
                let body = String(decoding: row.bytes("body"), as: UTF8.self)
                facts[row.text("name")] = "record \(row["record"] as Int64) \(body) \(row.text("writer_name")) \(row["epoch"] as Int)"
            }
        }
    }

    /// 4: all history once more changes nothing. What was refused before its time, or before its cell was there, may be in time now.
    func facts(_ bench: CutoverBench, areStill before: [String: String]) throws {
        let refused = try bench.ledger.read { db in
            try String.fetchSet(
                db,
                sql: """
                    SELECT a.scope || '/' || d.id || '/' || a.key FROM set_aside a JOIN domains d
                    WHERE a.outcome = 5 AND a.reason IN (\(Reason.noScope.rawValue), \(Reason.farFuture.rawValue))
                    """)
        }
        let now = try facts(bench)
        for name in Set(now.keys).union(before.keys).sorted() where now[name] != before[name] && !refused.contains(name) {
            throw Violation(4, "\(name) was \(before[name] ?? "not there"), and is \(now[name] ?? "not there")")
        }
    }
}
