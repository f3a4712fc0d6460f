import Canonical
import Ledger
import Synchronization

/// Remembers keys for a few seconds, so that not every request asks the ledger. A revoked key is
/// refused at the latest `lifetime` after its revocation.
///
/// Only keys that exist are remembered, by the digest of their token: guesses take no room.
final class KeyCache: Sendable {
    private struct Entry {
        let key: APIKey
        let foundAt: Instant
    }

    static let lifetime = Int64(5)
    private let backend: Backend
    private let entries = Mutex<[Digest: Entry]>([:])

    init(_ backend: Backend) { self.backend = backend }

    /// The key of a token, `nil` if there is none or it was revoked.
    func find(token: some StringProtocol) async throws -> APIKey? {
        let token = String(token)
        let digest = Digest.of(token)
        let now = backend.timekeeper.now()
        if let entry = entries.withLock({ $0[digest] }), isFresh(entry, at: now) { return entry.key }
        let key = try await backend.read { try $0.findKey(token: token) }
        entries.withLock { $0[digest] = key.map { Entry(key: $0, foundAt: now) } }
        return key
    }

    /// A clock that runs backwards ends the memory too.
    private func isFresh(_ entry: Entry, at now: Instant) -> Bool {
        entry.foundAt <= now && now < entry.foundAt.adding(seconds: Self.lifetime)
    }
}
