import Canonical
import Crypto
import GRDB
import Ownership

/// Decides again about records that were set aside, within the transaction that changed their cells or found
/// that their day has begun: before or after, never between.
final class Redecider {
    /// A cell as the transaction has it.
    struct Target {
        let cell: Cell
        let id: Int64
    }

    let db: Database
    let ledger: Ledger
    let now: Instant
    let today: BusinessDate
    let outbox: Outbox
    let book: CellBook
    private(set) var changed = 0
    private var counts = GuardCounts(again: true)
    private let origins: StatementOrigins
    private var nextRecord: Int64
    private let firstRecord: Int64
    /// Over the digests of the versions that were added.
    private var chain = SHA256()
    /// Store-days about which a person has been told already.
    private var told: Set<StoreDayAnswer> = []

    init(_ db: Database, _ ledger: Ledger, now: Instant) throws {
        self.db = db
        self.ledger = ledger
        self.now = now
        today = Submission.lastOpenDay(at: now)
        outbox = Outbox(db: db, map: ledger.egress, now: now)
        book = CellBook(db: db, charter: ledger.charter)
        origins = StatementOrigins(db)
        firstRecord = try Int64.fetchOne(db, sql: "SELECT max(id) FROM records").map { $0 + 1 } ?? 1
        nextRecord = firstRecord
    }

    /// After a step of these cells: held records, and those kept beside from `pivot` on, oldest first.
    func run(_ targets: [Target], from pivot: BusinessDate?) throws {
        var byScope: [Int64: [Int64: Target]] = [:]
        for target in targets {
            let domain = try Interning.domain(target.cell.domain, in: db)
            for kind in ledger.charter.kinds(sharing: target.cell.scope.kind, domain: target.cell.domain) {
                let scope = Scope(kind: kind, entity: target.cell.scope.entity, location: target.cell.scope.location)
                byScope[try Interning.scope(scope, in: db), default: [:]][domain] = target
            }
        }
        for (scope, domains) in byScope.sorted(by: { $0.key < $1.key }) {
            let mask = domains.keys.reduce(Int64(0)) { $0 | 1 << $1 }
            // Two questions, since each has an index of its own: few records wait, and many are kept beside.
            let rows = try Row.fetchAll(
                db,
                sql: """
                    \(PendingRecord.select) WHERE a.id IN (
                        SELECT id FROM set_aside WHERE scope = ?1 AND outcome = 4 AND domains & ?2 <> 0
                        UNION
                        SELECT id FROM set_aside WHERE scope = ?1 AND outcome IN (3, 4) AND outcome = 3 AND date >= ?3
                            AND domains & ?2 <> 0)
                    ORDER BY a.id
                    """,
                arguments: [scope, mask, pivot?.days ?? Int32.max])
            for row in rows { try decide(PendingRecord(row, in: db), domains) }
        }
        try finish()
    }

    /// Records that were held for a day that has begun since.
    func runDue() throws {
        let rows = try Row.fetchAll(
            db,
            sql: "\(PendingRecord.select) WHERE a.outcome = 4 AND a.reason = ?1 AND a.date <= ?2 ORDER BY a.id",
            arguments: [Reason.futureDated.rawValue, today.days])
        var known: [Int64: [Int64: Target]] = [:]
        for row in rows {
            let record = try PendingRecord(row, in: db)
            let targets = try known[record.scope] ?? book.targets(of: record.scope)
            known[record.scope] = targets
            try decide(record, targets)
        }
        try finish()
    }

    private func decide(_ record: PendingRecord, _ targets: [Int64: Target]) throws {
        guard record.reason.isPending else { return }
        let statements = RecordStatements(db, record)
        var accepted: [(domain: Int64, replaced: Int64?, target: Target, decision: Decision)] = []
        var superseded: (domains: Int64, current: Int64) = (0, 0)
        var portions: [AsidePortion] = []
        var foreign: [AsidePortion] = []
        for domain in (0..<Int64(63)).filter({ record.domains & (1 << $0) != 0 }) {
            guard let target = targets[domain] else {
                AsidePortion.add(domain, record.outcome, record.reason, to: &portions)
                continue
            }
            let hit = try statements.current(domain: domain)
            let submission = record.submission(today: today)
            let decision = redecide(submission, in: target.cell)
            let current = try hit.map { hit in
                CurrentFact(
                    isSameContent: hit.isSameContent, isOfSameTransfer: hit.transfer == record.transfer,
                    order: try origins.order(of: hit.transfer, version: hit.order))
            }
            let order = try origins.order(of: record.transfer, version: record.order)
            let verdict = try FactVerdict(
                decision, again: redecide(submission, in: target.cell, repeatsCurrent: true), order: order, current: current,
                asks: record.asks, weakened: ledger.weakened
            ) { try lastOfDrop(order, stating: hit) }
            switch verdict {
            case .accept:
                accepted.append((domain, hit?.record, target, decision))
                AsidePortion.add(domain, .accepted, decision.reason, to: &portions)
            case .duplicate: AsidePortion.add(domain, .duplicate, .sameContent, to: &portions)
            case .superseded(let decision):
                superseded = (superseded.domains | 1 << domain, hit?.record ?? 0)
                AsidePortion.add(domain, .superseded, decision.reason, to: &portions)
            case .aside(let decision) where decision.reason.isForeign:
                AsidePortion.add(domain, decision.outcome, decision.reason, to: &foreign)
            case .aside(let decision): AsidePortion.add(domain, decision.outcome, decision.reason, to: &portions)
            }
            if target.cell.isCompared { try StoreDayRow.touch([record.date], of: target.id, in: db) }
        }
        // As when it is posted: whoever owns one domain loses nothing by the others.
        let isPartial = !portions.isEmpty && !foreign.isEmpty
        if portions.isEmpty { portions = foreign }
        if portions.count == 1, !isPartial, portions[0].outcome == record.outcome, portions[0].reason == record.reason { return }
        let flags = isPartial ? record.flags.union(.partial) : record.flags
        var version: Int64 = 0
        if !accepted.isEmpty {
            version = try insert(record, statements, domains: accepted.reduce(0) { $0 | 1 << $1.domain }, flags, isCurrent: true)
            for fact in accepted {
                let epoch = fact.decision.epoch
                try statements.state(domain: fact.domain, version: version, epoch: epoch, replaced: fact.replaced)
                let scope = try book.scope(record.scope)
                let told = try outbox.targets(of: record.writer, scope, domain: fact.target.cell.domain)
                try outbox.tell(told, of: version, domain: fact.domain, replaced: fact.replaced)
                try book.raise(fact.target.id, to: record.date)
                try UsageRow.noteStated(record.transfer, cell: fact.target.id, in: db)
            }
        }
        var late: Int64 = 0
        if accepted.isEmpty, superseded.domains != 0 {
            late =
                try statements.version(upTo: superseded.current)
                ?? insert(record, statements, domains: superseded.domains, flags, isCurrent: false)
        }
        try AsidePortion.store(portions, of: record, in: db)
        try OutcomeKeeper(db: db).settle(record, acceptedAs: version, keptAs: late, flags: flags)
        for portion in portions where portion.outcome != record.outcome || portion.reason != record.reason {
            counts.add(portion.outcome, portion.reason)
            if portion.outcome == .quarantined { try report(portion.reason, record) }
        }
        changed += 1
    }

    private func insert(
        _ record: PendingRecord, _ statements: RecordStatements, domains: Int64, _ flags: RecordFlags, isCurrent: Bool
    ) throws -> Int64 {
        let id = nextRecord
        nextRecord += 1
        chain.update(data: record.digest)
        try statements.insert(id, domains: domains, flags: flags, isCurrent: isCurrent)
        return id
    }

    /// The number of the latest file of the drop that has stated a fact.
    private func lastOfDrop(_ order: StatementOrder, stating hit: RecordStatements.Current?) throws -> Int64? {
        guard let file = order.file, let hit, try origins.isOvertaken(file) else { return nil }
        return try VersionHistory.lastFile(of: file.drop, upTo: hit.record, in: db)
    }

    /// Counts, and tells the audit which versions were added, with one digest over theirs.
    private func finish() throws {
        try counts.store(in: db)
        guard nextRecord > firstRecord else { return }
        try AuditChain.append(
            "records.released", by: "crossdock", on: "records/\(firstRecord)",
            [
                ("firstRecord", .integer(Int(firstRecord))), ("lastRecord", .integer(Int(nextRecord - 1))),
                ("recordsDigest", .string(Canonical.Digest(chain.finalize()).hex)),
            ], at: now, in: db)
    }

    private func report(_ reason: Reason, _ record: PendingRecord) throws {
        let isNews = !reason.isOfStoreDay || told.insert(.init(scope: record.scope, date: record.date, reason: reason)).inserted
        let column = isNews ? "exceptions_listed" : "exceptions_not_listed"
        try db.execute(sql: "UPDATE transfers SET \(column) = \(column) + 1 WHERE id = ?", arguments: [record.transfer])
        guard isNews else { return }
        let finding = Finding(
            interface: record.reference, file: record.file, record: record.number, rule: reason.description,
            expected: "a record that may be posted once its cell has moved on", found: String(decoding: record.key, as: UTF8.self),
            advice: "See the decision with `crossdock cutover explain`.")
        try ExceptionRow.insert(finding, scope: record.scope, transfer: record.transfer, at: now, in: db)
    }
}
