import Canonical
import Crypto
import GRDB
import Ownership

/// Posts one batch within one transaction. Made for it and thrown away with it, so that cells and
/// revisions are always those of the transaction that commits.
///
/// The common record, new and accepted in all its domains, takes the short way in `post`; everything
/// else goes through `weigh`.
final class BatchWriter {
    let db: Database
    let draft: TransferDraft
    let submission: Submission
    let now: Instant
    let book: CellBook
    let outbox: Outbox
    let kept: KeptCopies
    var state: PostingState
    /// What this batch adds, for its audit row.
    var tally = Tally()
    var chain = SHA256()
    var run: OutcomeRun?
    /// Runs before it, not yet stored.
    var finished: [OutcomeRun] = []
    /// Where the transfer's statements stand among others, but for what each record says of itself.
    let order: StatementOrder
    let origins: StatementOrigins
    /// A later file of the same drop was faster.
    let isOvertaken: Bool
    /// What it states was stated before, by the very file or body: taken again, or translated again.
    let isAgain: Bool
    let weakened: Weakening?
    var nextRecord: Int64
    let firstRecord: Int64
    var nextAside: Int64
    var scopes: [ScopeState?] = []
    var hits: [FactHit] = []
    let statements: BatchStatements
    /// Store-days about which this batch has told a person.
    var told: Set<StoreDayAnswer> = []
    /// Told of every outcome, for whoever only wants to know.
    var witness: ((RehearsedRecord) -> Void)?
    /// The digest of the record in hand.
    let digest = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 8)

    init(_ db: Database, _ draft: TransferDraft, _ state: PostingState, ledger: Ledger, now: Instant) throws {
        self.db = db
        self.draft = draft
        self.state = state
        self.now = now
        book = CellBook(db: db, charter: ledger.charter)
        outbox = Outbox(db: db, map: ledger.egress, now: now)
        let standing = try LifeRow.standing(of: draft, in: db)
        kept = KeptCopies(db: db, writer: draft.writer, standing: standing, asks: draft.correction == .ask)
        submission = Submission(
            writer: draft.writer, door: draft.door, standing: standing, date: nil, today: Submission.lastOpenDay(at: now))
        firstRecord = try Int64.fetchOne(db, sql: "SELECT max(id) FROM records").map { $0 + 1 } ?? 1
        nextRecord = firstRecord
        nextAside = try Int64.fetchOne(db, sql: "SELECT max(id) FROM set_aside").map { $0 + 1 } ?? 1
        weakened = ledger.weakened
        origins = StatementOrigins(db)
        order = try origins.order(of: state.transfer, version: nil)
        isOvertaken = try order.file.map(origins.isOvertaken) ?? false
        isAgain = try draft.restates != nil || TransferRow.isTakenAgain(draft, state.transfer, in: db)
        statements = try BatchStatements(db, transfer: state.transfer, digest: digest)
    }

    deinit { digest.deallocate() }

    /// Records up to `state.through` have their outcomes already and are passed over.
    func post(_ batch: RecordBatch) throws {
        defer { statements.release() }
        scopes = Array(repeating: nil, count: batch.scopes.count)
        let isNew = batch.first > state.through
        try batch.bytes.withUnsafeBytes { bytes in
            var rejections = batch.rejections[...]
            for entry in batch.entries {
                while let rejection = rejections.first, rejection.number < entry.number {
                    try reject(rejection)
                    rejections.removeFirst()
                }
                if try isDue(entry.number) { try post(entry, of: batch, bytes) }
            }
            for rejection in rejections { try reject(rejection) }
        }
        if isNew { try count(batch.unknownCodes) }
        try flush()
    }

    private func post(_ entry: RecordBatch.Entry, of batch: RecordBatch, _ bytes: UnsafeRawBufferPointer)
        throws
    {
        if let finding = refusal(of: entry, in: batch, bytes) { return try reject(.init(number: entry.number, findings: [finding])) }
        let scope = try scope(of: entry, in: batch)
        scope.decide(on: entry.date, submission)
        scope.records += 1
        if scope.isCompared { scope.touched.insert(entry.date) }
        let record = RecordInHand(
            entry: entry, version: batch.kinds[entry.kind].version,
            key: UnsafeRawBufferPointer(rebasing: bytes[entry.key]),
            body: UnsafeRawBufferPointer(rebasing: bytes[entry.body]))
        var hash = SHA256()
        hash.update(bufferPointer: record.body)
        hash.finalize().withUnsafeBytes { digest.copyMemory(from: $0) }

        try statements.find(scope: scope.id, key: record.key, into: &hits)
        guard hits.isEmpty, scope.isAcceptedEverywhere else {
            return try weigh(record, in: scope)
        }
        let id = try insert(record, in: scope, domains: scope.domainSet, flags: entry.flags.rawValue)
        for index in scope.domains.indices {
            try statements.state(
                domain: scope.domains[index].id, record: id, epoch: scope.decisions[index].epoch)
        }
        if scope.hasTargets {
            for domain in scope.domains { try outbox.tell(domain.targets, of: id, domain: domain.id, replaced: nil) }
        }
        settle(record, .accepted, .none, flags: entry.flags, record: id)
    }

    /// Appends a canonical version and returns its id.
    ///
    /// - Parameter isCurrent: `false` for a version that is only history, since a later one is current.
    func insert(_ record: RecordInHand, in scope: ScopeState, domains: Int64, flags: Int, isCurrent: Bool = true) throws -> Int64 {
        let id = nextRecord
        try statements.insert(record, id: id, scope: scope.id, domains: domains, flags: flags, isCurrent: isCurrent)
        nextRecord += 1
        chain.update(bufferPointer: UnsafeRawBufferPointer(digest))
        scope.accept(on: record.entry.date, in: domains)
        return id
    }

    /// Gives the record in hand its outcome.
    func settle(
        _ record: RecordInHand, _ outcome: Outcome, _ reason: Reason, flags: RecordFlags,
        record id: Int64 = 0, aside: Int64 = 0
    ) {
        if let witness, let scope = scopes[record.entry.scope] {
            witness(RehearsedRecord(record, in: scope, outcome, reason))
        }
        settle(
            OutcomeRun(
                number: record.entry.number, count: 1, outcome: outcome, reason: reason,
                flags: flags.rawValue, record: id, aside: aside))
    }

    func settle(_ next: OutcomeRun) {
        tally[next.outcome] += next.count
        if next.flags != 0 { tally.flagged += next.count }
        state.through = next.number + next.count - 1
        if let current = run, current.isContinued(by: next) {
            run?.count += next.count
        } else {
            if let run { finished.append(run) }
            run = next
        }
    }

    /// Whether the record is the next one; `false` if it has its outcome already.
    func isDue(_ number: Int) throws -> Bool {
        if number <= state.through { return false }
        guard number == state.through + 1 else {
            throw LedgerError.outOfOrder(expected: state.through + 1, found: number)
        }
        return true
    }
}
