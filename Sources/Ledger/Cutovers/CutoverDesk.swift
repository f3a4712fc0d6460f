import Canonical
import GRDB
import Ownership

/// Carries out one order on one cutover within one transaction: everything it needs is read, checked and
/// written there.
struct CutoverDesk {
    let db: Database
    let ledger: Ledger
    let now: Instant
    let today: BusinessDate
    let person: Person
    let book: CellBook

    init(_ db: Database, _ ledger: Ledger, person: Person, now: Instant) {
        self.db = db
        self.ledger = ledger
        self.person = person
        self.now = now
        today = Submission.lastOpenDay(at: now)
        book = CellBook(db: db, charter: ledger.charter)
    }

    func carryOut(_ order: CutoverOrder, on name: String, revision: Int?) throws {
        try permit(order, on: name)
        if case .plan(let plan) = order { return try write(plan, revision: revision) }
        guard let row = try CutoverRow.fetch(name, in: db) else { throw LedgerError.unknown("cutover") }
        try check(revision, against: row)
        switch order {
        case .plan: break
        case .withdraw: try withdraw(row)
        case .shadow: try enterShadow(row)
        case .gates(let act, let locations): _ = try evaluate(act, row, locations: locations)
        case .approve(let act): try approve(act, row)
        case .arm: try arm(row)
        case .go: try voteGo(row)
        case .abort(let locations): try abort(row, locations: locations)
        case .rollback(let locations, let incident): try rollBack(row, locations: locations, incident: incident)
        case .confirm: try confirm(row)
        case .seal: try seal(row)
        case .requestExemption(let entity, let location, let date, let key, let reason, let until):
            try request(
                Exemption.Wish(entity: entity, location: location, date: date, key: key, reason: reason, until: until), row)
        case .grantExemption(let id): try grantExemption(id, row)
        }
    }

    func check(_ revision: Int?, against row: CutoverRow) throws {
        guard let revision, revision != row.revision else { return }
        throw Refusal(.revision, "\(row.plan.name) is at revision \(row.revision), not \(revision): look at it again first.")
    }

    /// Whether the person may ask for this at all. It is asked before anything is looked at that could change something.
    ///
    /// - Throws: a `Refusal`; `LedgerError.unknown` for a cutover or an exemption that is not there.
    func permit(_ order: CutoverOrder, on name: String) throws {
        if case .plan(let plan) = order { return try Permission.checkAuthor(person, domains: plan.domains) }
        guard let row = try CutoverRow.fetch(name, in: db) else { throw LedgerError.unknown("cutover") }
        switch order {
        case .plan: break
        case .withdraw: try permit(.withdraw, row)
        case .shadow: try permit(.shadow, row)
        case .gates: try Permission.check(person, for: .confirm, domains: row.plan.domains, to: "evaluate gates")
        case .approve(let act):
            guard act == .shadow || act == .arm || act == .seal else { throw Refusal(.request, "\(act) takes no approval.") }
            if let objection = row.mandate(for: act).objection(to: person) { throw Refusal(.permission, objection) }
        case .arm: try permit(.arm, row)
        case .go: try permit(.go, row)
        case .abort: try permit(.abort, row)
        case .rollback: try permit(.rollback, row)
        case .confirm: try permit(.confirm, row)
        case .seal: try permit(.seal, row)
        case .requestExemption:
            guard Role.working.contains(where: person.holds) else {
                throw Refusal(.permission, "\(person.name) may not ask for exemptions.")
            }
        case .grantExemption(let id): try permitGrant(of: id, row)
        }
    }

    private func permit(_ act: CutoverAct, _ row: CutoverRow) throws {
        try Permission.check(person, for: act, domains: row.plan.domains)
    }

    /// Only a plan that is open moves cells: what it has sealed or given up may be in another plan since.
    func requireOpen(_ row: CutoverRow) throws {
        let name = row.plan.name
        switch row.state {
        case .open: return
        case .proposed: throw Refusal(.state, "\(name) is proposed, and has no cells yet: crossdock cutover shadow \(name) fixes them.")
        case .closed: throw Refusal(.state, "\(name) is closed: its cells are sealed, and only a new plan moves them.")
        case .withdrawn:
            throw Refusal(
                .state,
                "\(name) is withdrawn and moves nothing any more: act on the plan that its cells are in (crossdock cutover list), or write one."
            )
        }
    }

    /// Applies a step to cells, decides again what waited for it, and counts the plan's revision up. All or
    /// nothing.
    func step(
        _ targets: [Redecider.Target], of row: CutoverRow, from pivot: BusinessDate?, _ act: CutoverAct,
        _ details: [(String, JSONText)], _ transition: (Cell) throws -> Transition
    ) throws {
        var moved: [Redecider.Target] = []
        var reasons: [String] = []
        for target in targets {
            do {
                let next = try target.cell.applying(try transition(target.cell), today: today)
                moved.append(.init(cell: next, id: target.id))
            } catch let refusal as Refusal {
                reasons += refusal.reasons
            }
        }
        guard reasons.isEmpty else { throw Refusal(.state, Array(reasons.prefix(20))) }
        for (target, before) in zip(moved, targets) { try book.store(target.cell, id: target.id, after: before.cell) }
        let redecider = try Redecider(db, ledger, now: now)
        try redecider.run(moved, from: pivot)
        // Stores that stay armed keep their approvals and votes.
        if act == .abort || act == .rollback, try !row.targets(in: book).contains(where: { $0.cell.phase == .armed }) {
            try db.execute(
                sql: "UPDATE cutovers SET approvals_after = (SELECT coalesce(max(id), 0) FROM approvals) WHERE id = ?",
                arguments: [row.id])
        }
        let revision = try raise(row)
        try AuditChain.append(
            "cutover.\(act)", by: person.name, on: "cutover/\(row.plan.name)",
            [
                ("cells", .array(moved.map { .string($0.cell.name) })), ("phase", .optional(moved.first?.cell.phase.description)),
                ("plan", .string(row.digest.hex)), ("revision", .integer(revision)), ("redecided", .integer(redecider.changed)),
            ] + details, at: now, in: db)
    }

    @discardableResult
    func raise(_ row: CutoverRow) throws -> Int {
        try db.execute(sql: "UPDATE cutovers SET revision = revision + 1 WHERE id = ?", arguments: [row.id])
        return row.revision + 1
    }

    func checkKnown(_ locations: [String], among all: [Redecider.Target], of row: CutoverRow) throws {
        guard let unknown = locations.first(where: { name in !all.contains { $0.cell.scope.location == name } }) else { return }
        throw Refusal(.request, "\(row.plan.name) has no cell at location \(unknown).")
    }

    /// The plan's cells in a phase, at these locations; all where none is named.
    func targets(_ row: CutoverRow, in phase: Phase, at locations: [String]) throws -> [Redecider.Target] {
        let all = try row.targets(in: book)
        try checkKnown(locations, among: all, of: row)
        let found = all.filter { $0.cell.phase == phase && (locations.isEmpty || locations.contains($0.cell.scope.location)) }
        guard !found.isEmpty else { throw Refusal(.state, "\(row.plan.name) has no cell in phase \(phase) there.") }
        return found
    }
}
