import Canonical
import Crypto
import Foundation
import GRDB

extension Ledger {
    /// Makes a key and returns its token, which is shown this once and stored nowhere.
    ///
    /// - Throws: `LedgerError.unknown` for an empty scope, or one with a space in it; `.taken` if a key
    ///   in use has that name.
    package func createKey(name: String, scopes: Set<String>, writer: String?, by actor: String) throws
        -> (key: APIKey, token: String)
    {
        guard scopes.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else {
            throw LedgerError.unknown("scope")
        }
        let token = Self.newToken()
        let now = timekeeper.now()
        let list = scopes.sorted().joined(separator: " ")
        let key = try write { db in
            let isTaken = try Int.fetchOne(
                db, sql: "SELECT 1 FROM api_keys WHERE name = ? AND revoked_at IS NULL", arguments: [name])
            guard isTaken == nil else { throw LedgerError.taken("key") }
            try db.execute(
                sql: "INSERT INTO api_keys(name, hash, scopes, writer, created_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [name, Digest.of(token).data, list, writer, now.milliseconds])
            let id = db.lastInsertedRowID
            try AuditChain.append(
                "key.created", by: actor, on: "key/\(id)",
                [("name", .string(name)), ("scopes", .string(list)), ("writer", .optional(writer))],
                at: now, in: db)
            return try Row.fetchOne(db, sql: "SELECT * FROM api_keys WHERE id = ?", arguments: [id])
                .map(APIKey.init)
        }
        guard let key else { throw LedgerError.unknown("key") }
        return (key, token)
    }

    /// The key that a token belongs to, unless it was revoked.
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
            return difference == 0 ? APIKey(row) : nil
        }
    }

    package func keys() throws -> [APIKey] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM api_keys ORDER BY id").map(APIKey.init)
        }
    }

    /// Takes effect with the next request. Revoking a revoked key changes nothing.
    package func revokeKey(_ id: Int64, by actor: String) throws {
        let now = timekeeper.now()
        try write { db in
            guard try Int.fetchOne(db, sql: "SELECT 1 FROM api_keys WHERE id = ?", arguments: [id]) != nil
            else { throw LedgerError.unknown("key") }
            try db.execute(
                sql: "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                arguments: [now.milliseconds, id])
            guard db.changesCount == 1 else { return }
            try AuditChain.append("key.revoked", by: actor, on: "key/\(id)", at: now, in: db)
        }
    }

    static let tokenPrefix = "cdk_"

    /// 256 random bits in hexadecimal digits.
    private static func newToken() -> String {
        let bits = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        return tokenPrefix + (Digest(bytes: bits)?.hex ?? "")
    }
}
