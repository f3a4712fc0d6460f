import Canonical
import GRDB
import Ownership

/// A user as the ledger keeps them.
package struct UserView: Sendable, Hashable {
    package let person: Person
    /// The operating system's account by which the command line knows them.
    package let login: String?
    package let createdAt: Instant
    package let revokedAt: Instant?

    init(_ row: Row) {
        person = Person(row)
        login = row["login"]
        createdAt = row.moment("created_at")
        revokedAt = row.instant("revoked_at")
    }
}
