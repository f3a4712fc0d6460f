import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Everybody there is or was, in the order in which they were made.
    package func users() throws -> [UserView] {
        try read { db in try Row.fetchAll(db, sql: "SELECT * FROM users ORDER BY id").map(UserView.init) }
    }

    package func people() throws -> [Person] { try users().map(\.person) }

    /// The user of that name, revoked or not.
    package func person(named name: String) throws -> Person? {
        try read { db in try Self.fetchPerson(name, in: db) }
    }

    /// Whom an account of the operating system stands for: the user with that login, or else the one
    /// of that name who has no login of their own. Never somebody who was revoked.
    package func person(login: String) throws -> Person? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT * FROM users
                    WHERE revoked_at IS NULL AND (login = ?1 OR (login IS NULL AND name = ?1))
                    ORDER BY login IS NULL
                    """,
                arguments: [login]
            ).map(Person.init)
        }
    }

    /// For acts that look at who does them within their own transaction.
    static func fetchPerson(_ name: String, in db: Database) throws -> Person? {
        try Row.fetchOne(db, sql: "SELECT * FROM users WHERE name = ?", arguments: [name]).map(Person.init)
    }

    /// Whether anybody is known yet: until then whoever is at the command line may do what it offers.
    static func hasUsers(in db: Database) throws -> Bool { try Int.fetchOne(db, sql: "SELECT 1 FROM users LIMIT 1") != nil }

    /// Exceptions are resolved and transfers replayed by a person: gates and seals rest on both.
    ///
    /// - Throws: `LedgerError.notPermitted`.
    package func requireRepairer(_ name: String) throws { try read { db in try Self.requireRepairer(name, in: db) } }

    static func requireRepairer(_ name: String, in db: Database) throws {
        guard try hasUsers(in: db) else { return }
        guard let person = try fetchPerson(name, in: db), !person.isService, Role.working.contains(where: person.holds) else {
            throw LedgerError.notPermitted(
                "Exceptions are resolved, and transfers replayed, by a person with the role \(Role.working.map(\.description).joined(separator: ", "))."
            )
        }
    }

    /// Whoever came in as an admin may have been revoked since: what counts is what the ledger says now.
    static func requireAdmin(_ actor: Person?, in db: Database) throws {
        guard let actor, let now = try fetchPerson(actor.name, in: db), now.holds(.admin),
            ConflictOfDuty.among(now.roles) == nil
        else { throw LedgerError.notPermitted("Only a user with the role 'admin' may make and change users.") }
    }

    /// - Throws: `LedgerError.notPermitted`, `.unknown`.
    static func fetchPersonToChange(_ name: String, by actor: Person, in db: Database) throws -> Person {
        try requireAdmin(actor, in: db)
        guard let person = try fetchPerson(name, in: db) else { throw LedgerError.unknown("user") }
        guard person.name != actor.name else {
            throw LedgerError.notPermitted("Nobody changes their own roles: another admin does it.")
        }
        guard person.isActive else { throw LedgerError.notPermitted("The user was revoked for good; make one with another name.") }
        return person
    }
}
