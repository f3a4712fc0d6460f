import Canonical
import GRDB
import Ownership

/// Holds both sides of a plan's store-days against each other, in one transaction: only those that were
/// stated, or whose exemptions may have changed, since they were last assessed.
struct StoreDayKeeper {
    let db: Database
    let now: Instant

    func assess(_ plan: CutoverPlan, of cutover: Int64, _ targets: [Redecider.Target]) throws {
        for target in targets {
            for (date, dirty) in try due(of: target, cutover) {
                let day = try assess(plan, of: cutover, target, date)
                try StoreDayRow.store(day, of: target.id, seen: dirty, in: db)
            }
        }
    }

    /// Dates that were stated, or whose exemptions may have changed, since they were last assessed; with how
    /// often they were stated since.
    func due(of target: Redecider.Target, _ cutover: Int64) throws -> [(date: BusinessDate, dirty: Int)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT s.date, s.dirty FROM store_days s WHERE s.cell = ?1 AND (s.dirty > 0 OR s.assessment IS NULL OR EXISTS (
                    SELECT 1 FROM exemptions e WHERE e.cutover = ?2 AND e.location = ?3 AND e.date = s.date))
                ORDER BY s.date
                """,
            arguments: [target.id, cutover, target.cell.scope.location]
        ).map { (BusinessDate(days: $0["date"]), $0["dirty"]) }
    }

    /// Assessed store-days of cells from a date on.
    func storeDays(of targets: [Redecider.Target], since: BusinessDate) throws -> [StoreDay] {
        try targets.flatMap { target in
            try Row.fetchAll(
                db, sql: "SELECT assessment FROM store_days WHERE cell = ? AND date >= ? ORDER BY date",
                arguments: [target.id, since.days]
            ).compactMap(StoreDayRow.day)
        }
    }

    /// A cell's store-days as they are now: as they are stored, or compared where that is not up to date. Stores nothing.
    func present(_ plan: CutoverPlan, of cutover: Int64, _ target: Redecider.Target) throws -> [StoreDay] {
        let due = try due(of: target, cutover).map(\.date)
        let stored = try storeDays(of: [target], since: BusinessDate(days: 0)).filter { !due.contains($0.date) }
        return try stored + due.map { try assess(plan, of: cutover, target, $0) }
    }

    private struct Said {
        var statement: FactStatement
        var arrived: Instant
    }

    func assess(_ plan: CutoverPlan, of cutover: Int64, _ target: Redecider.Target, _ date: BusinessDate) throws -> StoreDay {
        let today = Submission.lastOpenDay(at: now)
        let exempt = try Exemption.keysInForce(cutover: cutover, scope: target.cell.scope, date: date, today: today, in: db)
        var sides: [String: [String: Said]] = [:]
        // What is kept beside first: what is canonical counts where a writer has both.
        for row in try lastWords(aside(target, date)) + canonical(target, date) {
            let (writer, key) = (row.text("writer_name"), row.text("key"))
            let arrived = sides[writer]?[key]?.arrived ?? row.moment("received_at")
            sides[writer, default: [:]][key] = Said(statement: FactStatement(key: key, body: row.bytes("body")), arrived: arrived)
        }
        func side(_ writer: String?) -> [String: Said] { writer.flatMap { sides[$0] } ?? [:] }
        let (a, b) = (side(target.cell.outgoing), side(target.cell.incoming))
        var day = StoreDay(
            cell: target.cell.name, date: date, a: a.keys.sorted().compactMap { a[$0]?.statement },
            b: b.keys.sorted().compactMap { b[$0]?.statement }, rules: plan.comparison, sequence: plan.gates.sequence,
            isOwnedByB: target.cell.epoch(at: date)?.writer == target.cell.incoming,
            isExempt: exempt.contains)
        let end = Instant(seconds: Int64(date.days + 1) * 86_400)
        day.latenessOfB = b.values.map(\.arrived).max().map { max(0, Int($0.seconds(since: end) / 3600)) }
        return day
    }

    /// Without what its writer has said a later word on: by the version that records state, then by arrival.
    private func lastWords(_ rows: [Row]) throws -> [Row] {
        let origins = StatementOrigins(db)
        var orders: [String: [String: StatementOrder]] = [:]
        return try rows.filter { row in
            let (writer, key) = (row.text("writer_name"), row.text("key"))
            let order = try origins.order(of: row["transfer"], version: row["stated_order"])
            if let last = orders[writer]?[key], order.lateness(after: last, lastOfDrop: { nil }) != nil { return false }
            orders[writer, default: [:]][key] = order
            return true
        }
    }

    private func canonical(_ target: Redecider.Target, _ date: BusinessDate) throws -> [Row] {
        let isKeyed =
            try Bool.fetchOne(
                db, sql: "SELECT k.keyed_by_date FROM cells c JOIN scopes s ON s.id = c.scope JOIN kinds k ON k.id = s.kind WHERE c.id = ?",
                arguments: [target.id]) ?? false
        var arguments: StatementArguments = [target.id, date.days]
        // Keys of a day are the date alone or the date and `:`; `;` is what follows `:`.
        if isKeyed { arguments += [date.description, date.description + ";"] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT f.key, r.body, w.name AS writer_name, t.received_at
                FROM cells c JOIN facts f ON f.scope = c.scope AND f.domain = c.domain JOIN records r ON r.id = f.record
                    JOIN transfers t ON t.id = r.transfer JOIN writers w ON w.id = t.writer
                WHERE c.id = ? AND r.date = ? \(isKeyed ? "AND f.key >= ? AND f.key < ?" : "") ORDER BY f.key
                """,
            arguments: arguments)
    }

    private func aside(_ target: Redecider.Target, _ date: BusinessDate) throws -> [Row] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT a.key, a.body, a.transfer, a.stated_order, w.name AS writer_name, t.received_at
                FROM cells c JOIN set_aside a ON a.scope = c.scope AND a.domains & (1 << c.domain) <> 0
                    JOIN transfers t ON t.id = a.transfer JOIN writers w ON w.id = t.writer
                WHERE c.id = ? AND a.date = ? AND a.outcome IN (3, 4) AND a.outcome = 3 ORDER BY a.id
                """,
            arguments: [target.id, date.days])
    }
}
