import Canonical
import Crypto
import Foundation
import GRDB
import Ownership

extension Ledger {
    /// Makes a key and returns its token, which is shown this once and stored nowhere.
    ///
    /// - Parameters:
    ///   - user: whose key it is; acts with it are theirs.
    ///   - actor: an admin, or `user`; anybody as long as the ledger has no users.
    /// - Throws: `LedgerError.unknown` for an empty scope, or one with a space in it, and for a user who
    ///   is not there or was revoked; `.taken` if a key in use has that name; `.notPermitted`.
    package func createKey(
        name: String, scopes: Set<String>, writer: String?, user: String? = nil, by actor: String
    ) throws -> (key: APIKey, token: String) {
        guard scopes.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else {
            throw LedgerError.unknown("scope")
        }
        let token = Self.newToken()
        let now = timekeeper.now()
        let list = scopes.sorted().joined(separator: " ")
        let key = try write { db in
            try Self.requireKeeper(of: user, actor, in: db)
            var userID: Int64?
            if let user {
                userID = try Int64.fetchOne(
                    db, sql: "SELECT id FROM users WHERE name = ? AND revoked_at IS NULL", arguments: [user])
                guard userID != nil else { throw LedgerError.unknown("user") }
            }
            let isTaken = try Int.fetchOne(
                db, sql: "SELECT 1 FROM api_keys WHERE name = ? AND revoked_at IS NULL", arguments: [name])
            guard isTaken == nil else { throw LedgerError.taken("key") }
            try db.execute(
                sql: """
                    INSERT INTO api_keys(name, hash, scopes, writer, user, created_at) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [name, Digest.of(token).data, list, writer, userID, now.milliseconds])
            let id = db.lastInsertedRowID
            try AuditChain.append(
                "key.created", by: actor, on: "key/\(id)",
                [
                    ("name", .string(name)), ("scopes", .string(list)), ("writer", .optional(writer)),
                    ("user", .optional(user)),
                ],
                at: now, in: db)
            return try Row.fetchOne(db, sql: "SELECT * FROM api_keys WHERE id = ?", arguments: [id])
                .map { try Self.key($0, in: db) }
        }
        guard let key else { throw LedgerError.unknown("key") }
        return (key, token)
    }

    /// The key that a token belongs to, unless it or its user was revoked.
    ///
    /// The look-up is by digest, which tells nothing about the token; the comparison that decides
    /// takes the same time for every digest of the right length.
    package func findKey(token: String) throws -> APIKey? {
        guard token.hasPrefix(Self.tokenPrefix), token.utf8.count < 128 else { return nil }
        let digest = Digest.of(token)
        return try read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM api_keys WHERE hash = ? AND revoked_at IS NULL",
                arguments: [digest.data])
            guard let row else { return nil }
            let difference = zip(row.bytes("hash"), digest.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
            guard difference == 0 else { return nil }
            let key = try Self.key(row, in: db)
            return key.holder?.isActive ?? true ? key : nil
        }
    }

    package func keys() throws -> [APIKey] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM api_keys ORDER BY id").map { try Self.key($0, in: db) }
        }
    }

    /// Takes effect with the next request. Revoking a revoked key changes nothing.
    ///
    /// - Parameter actor: an admin, or the key's user; anybody as long as the ledger has no users.
    /// - Throws: `LedgerError.unknown`, `.notPermitted`.
    package func revokeKey(_ id: Int64, by actor: String) throws {
        let now = timekeeper.now()
        try write { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT u.name FROM api_keys k LEFT JOIN users u ON u.id = k.user WHERE k.id = ?", arguments: [id])
            guard let row else { throw LedgerError.unknown("key") }
            try Self.requireKeeper(of: row["name"], actor, in: db)
            try db.execute(
                sql: "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                arguments: [now.milliseconds, id])
            guard db.changesCount == 1 else { return }
            try AuditChain.append("key.revoked", by: actor, on: "key/\(id)", at: now, in: db)
        }
    }

    /// Part of a user's end: every key of theirs that is in use.
    static func revokeKeys(ofUser name: String, by actor: String, at now: Instant, in db: Database) throws {
        let ids = try Int64.fetchAll(
            db,
            sql: """
                SELECT k.id FROM api_keys k JOIN users u ON u.id = k.user
                WHERE u.name = ? AND k.revoked_at IS NULL ORDER BY k.id
                """,
            arguments: [name])
        for id in ids {
            try db.execute(
                sql: "UPDATE api_keys SET revoked_at = ? WHERE id = ?", arguments: [now.milliseconds, id])
            try AuditChain.append("key.revoked", by: actor, on: "key/\(id)", at: now, in: db)
        }
    }

    /// A user's key is made and revoked by that user or an admin, any other by an admin.
    private static func requireKeeper(of user: String?, _ actor: String, in db: Database) throws {
        guard try hasUsers(in: db) else { return }
        guard let person = try fetchPerson(actor, in: db), person.isActive, person.name == user || person.holds(.admin) else {
            throw LedgerError.notPermitted(
                "A user's key is made and revoked by that user, or by a user with the role 'admin'; a machine's by an admin.")
        }
    }

    private static func key(_ row: Row, in db: Database) throws -> APIKey {
        let user = try (row["user"] as Int64?).flatMap {
            try Row.fetchOne(db, sql: "SELECT * FROM users WHERE id = ?", arguments: [$0])
        }
        return APIKey(row, user: user)
    }

    static let tokenPrefix = "cdk_"

    /// 256 random bits in hexadecimal digits.
    private static func newToken() -> String {
        let bits = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        return tokenPrefix + (Digest(bytes: bits)?.hex ?? "")
    }
}
