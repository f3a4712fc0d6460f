import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Carries out an order on a cutover in one transaction, and returns the cutover as it is then.
    ///
    /// A step forward finds what time has made due done; a step towards safety moves nothing forward on its way. The order
    /// of somebody who may not changes nothing at all.
    ///
    /// - Parameter name: the plan's; ignored for `.plan`, which has its own.
    /// - Throws: `Refusal` where something is missing, `LedgerError.unknown` for a cutover or user that is not
    ///   there, `.idempotencyConflict` for a key that was used for something else.
    package func order(_ order: CutoverOrder, on name: String, _ request: ActRequest) throws -> CutoverView {
        if weakened == .safetyMovesForward { try catchUp() }
        let now = timekeeper.now()
        var name = name
        var digest = Digest.of("\(name) \(order)")
        if case .plan(let plan) = order {
            name = plan.name
            // A description would have the codes of a crosswalk in any order.
            digest = Digest.of("\(name) plan \(plan.digest)")
        }
        let isDone = try read { db in
            let person = try Self.person(of: request, in: db)
            if try Self.isDone(request, person, digest, in: db) { return true }
            try CutoverDesk(db, self, person: person, now: now).permit(order, on: name)
            return false
        }
        guard !isDone else { return try cutover(name) }
        if !order.isTowardsSafety { try catchUp() }
        if order.asksForEvidence {
            try noticeMapping(of: name)
            try assessAhead(name)
        }
        try write { db in
            let person = try Self.person(of: request, in: db)
            if try Self.isDone(request, person, digest, in: db) { return }
            try CutoverDesk(db, self, person: person, now: now).carryOut(order, on: name, revision: request.revision)
            if let key = request.idempotencyKey {
                try db.execute(
                    sql: "INSERT INTO acts(person, key, digest, cutover, at) VALUES (?, ?, ?, ?, ?)",
                    arguments: [person.name, key, digest.data, name, now.milliseconds])
            }
        }
        // The board is read beside the writers, not while they wait.
        return try cutover(name)
    }

    private static func person(of request: ActRequest, in db: Database) throws -> Person {
        guard let person = try fetchPerson(request.person, in: db) else { throw LedgerError.unknown("user") }
        return person
    }

    /// Whether the same order was carried out under this key before.
    private static func isDone(_ request: ActRequest, _ person: Person, _ digest: Digest, in db: Database) throws -> Bool {
        guard let key = request.idempotencyKey,
            let known = try Row.fetchOne(
                db, sql: "SELECT digest FROM acts WHERE person = ? AND key = ?", arguments: [person.name, key])
        else { return false }
        guard known.digest("digest") == digest else { throw LedgerError.idempotencyConflict }
        return true
    }

    /// What the gates of an act would find now on the plan's cells at these locations; all where none is named. Nobody can
    /// approve it: nothing of it is kept.
    package func gatesNow(of act: CutoverAct, on name: String, locations: [String] = []) throws -> GateSnapshot {
        let now = timekeeper.now()
        var found: GateSnapshot?
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                guard let row = try CutoverRow.fetch(name, in: db) else { throw LedgerError.unknown("cutover") }
                let looker = Person(name: "crossdock", roles: [], isService: true)
                found = try CutoverDesk(db, self, person: looker, now: now).look(act, row, locations: locations)
                return .rollback
            }
        }
        guard let found else { throw LedgerError.unknown("cutover") }
        return found
    }

    package func cutover(_ name: String) throws -> CutoverView {
        try read { db in try CutoverView.fetch(name, now: timekeeper.now(), self, in: db) }
    }

    /// In the order in which they were proposed.
    package func cutovers() throws -> [CutoverView] {
        try read { db in
            try CutoverRow.all(in: db).map { try CutoverView($0, now: timekeeper.now(), self, in: db) }
        }
    }
}
