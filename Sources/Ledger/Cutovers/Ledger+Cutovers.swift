import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Carries out an order on a cutover in one transaction, and returns the cutover as it is then.
    ///
    /// - Parameter name: the plan's; ignored for `.plan`, which has its own.
    /// - Throws: `Refusal` where something is missing, `LedgerError.unknown` for a cutover or user that is not
    ///   there, `.idempotencyConflict` for a key that was used for something else.
    package func order(_ order: CutoverOrder, on name: String, _ request: ActRequest) throws -> CutoverView {
        try catchUp()
        if order.asksForEvidence {
            try noticeMapping(of: name)
            try assessAhead(name)
        }
        let now = timekeeper.now()
        var name = name
        var digest = Digest.of("\(name) \(order)")
        if case .plan(let plan) = order {
            name = plan.name
            // A description would have the codes of a crosswalk in any order.
            digest = Digest.of("\(name) plan \(plan.digest)")
        }
        try write { db in
            guard let person = try Ledger.fetchPerson(request.person, in: db) else { throw LedgerError.unknown("user") }
            if let key = request.idempotencyKey {
                let known = try Row.fetchOne(
                    db, sql: "SELECT digest FROM acts WHERE person = ? AND key = ?", arguments: [person.name, key])
                if let known {
                    guard known.digest("digest") == digest else { throw LedgerError.idempotencyConflict }
                    return
                }
            }
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
