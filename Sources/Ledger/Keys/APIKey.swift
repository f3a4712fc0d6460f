import Canonical
import GRDB
import Ownership

/// A credential for REST. The token itself is known only to whoever holds it.
package struct APIKey: Sendable, Hashable {
    package let id: Int64
    package let name: String
    /// What it may do: `records:read`, `transfers:write`, …; `records:*` covers both.
    package let scopes: Set<String>
    /// Whose facts its holder may state; `nil` for keys that only read.
    package let writer: String?
    /// Whose key it is, as they were when it was read; `nil` for a key that is bound to nobody.
    package let holder: Person?
    package let createdAt: Instant
    package let revokedAt: Instant?

    /// The name of the user whose key it is.
    package var user: String? { holder?.name }

    /// From a key's row, and its user's where it has one.
    init(_ row: Row, user: Row?) {
        id = row["id"]
        name = row["name"]
        scopes = Set(row.text("scopes").split(separator: " ").map(String.init))
        writer = row["writer"]
        holder = user.map(Person.init)
        createdAt = row.moment("created_at")
        revokedAt = row.instant("revoked_at")
    }

    /// Whether the key grants `scope`; a granted `…:*` covers every last part.
    package func grants(_ scope: String) -> Bool {
        if scopes.contains(scope) { return true }
        guard let colon = scope.lastIndex(of: ":") else { return false }
        return scopes.contains(scope[...colon] + "*")
    }
}
