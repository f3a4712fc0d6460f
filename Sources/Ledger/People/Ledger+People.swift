import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Makes a user. The first user of a ledger is made by nobody, and must be an admin: without one
    /// there would never be another.
    ///
    /// - Parameters:
    ///   - login: the operating system's account that the command line takes for this user; one that
    ///     is named like it unless said.
    ///   - actor: who makes it; `nil` only for the first.
    /// - Throws: `LedgerError.notPermitted`, `.conflictOfDuty`, `.malformed`; `.taken` if there is, or
    ///   ever was, a user of that name, or if another one has the login.
    @discardableResult
    package func createUser(
        name: String, roles: Set<Role>, domains: [String] = [], login: String? = nil, isService: Bool = false, by actor: Person?
    ) throws -> Person {
        let person = Person(name: name, roles: roles, domains: domains, isService: isService)
        try PersonRules.check(person, login: login)
        let now = timekeeper.now()
        try write { db in
            if actor == nil, try !Self.hasUsers(in: db) {
                guard person.roles.contains(.admin), !isService else {
                    throw LedgerError.notPermitted("The first user must be a person with the role 'admin', who then makes the others.")
                }
            } else {
                try Self.requireAdmin(actor, in: db)
            }
            guard try Self.fetchPerson(name, in: db) == nil else { throw LedgerError.taken("user") }
            let holder = try String.fetchOne(
                db, sql: "SELECT name FROM users WHERE login = ? AND revoked_at IS NULL", arguments: [login])
            guard holder == nil else { throw LedgerError.taken("login") }
            try db.execute(
                sql: """
                    INSERT INTO users(name, roles, domains, is_service, login, created_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [name, person.roleList, person.domainList, isService, login, now.milliseconds])
            try AuditChain.append(
                "user.created", by: actor?.name ?? name, on: "user/\(name)",
                [("before", .null), ("after", person.audited), ("login", .optional(login))], at: now, in: db)
        }
        return person
    }

    /// Replaces the roles and domains of a user.
    ///
    /// - Throws: `LedgerError.notPermitted` also where somebody changes their own roles, which keeps one
    ///   admin in every ledger; `.conflictOfDuty`, `.malformed`, `.unknown`.
    @discardableResult
    package func setRoles(of name: String, _ roles: Set<Role>, domains: [String] = [], by actor: Person) throws -> Person {
        let now = timekeeper.now()
        return try write { db in
            let before = try Self.fetchPersonToChange(name, by: actor, in: db)
            let after = Person(name: name, roles: roles, domains: domains, isService: before.isService)
            try PersonRules.check(after)
            try db.execute(
                sql: "UPDATE users SET roles = ?, domains = ? WHERE name = ?",
                arguments: [after.roleList, after.domainList, name])
            try AuditChain.append(
                "user.changed", by: actor.name, on: "user/\(name)",
                [("before", before.audited), ("after", after.audited)], at: now, in: db)
            return after
        }
    }

    /// Takes all roles and keys away, for good; the name stays taken.
    ///
    /// - Throws: as `setRoles`.
    package func revokeUser(_ name: String, by actor: Person) throws {
        let now = timekeeper.now()
        try write { db in
            let before = try Self.fetchPersonToChange(name, by: actor, in: db)
            let after = Person(
                name: name, roles: before.roles, domains: before.domains, isService: before.isService, isActive: false)
            try db.execute(sql: "UPDATE users SET revoked_at = ? WHERE name = ?", arguments: [now.milliseconds, name])
            try AuditChain.append(
                "user.revoked", by: actor.name, on: "user/\(name)",
                [("before", before.audited), ("after", after.audited)], at: now, in: db)
            try Self.revokeKeys(ofUser: name, by: actor.name, at: now, in: db)
        }
    }
}
