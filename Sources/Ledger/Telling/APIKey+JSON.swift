import Canonical

extension APIKey {
    /// As command output shows it; never with its token.
    package var json: JSONText {
        .object([
            ("id", .integer(Int(id))), ("name", .string(name)), ("user", .optional(user)), ("writer", .optional(writer)),
            ("scopes", .array(scopes.sorted().map { .string($0) })), ("createdAt", .string(createdAt.description)),
            ("revokedAt", .optional(revokedAt?.description)),
        ])
    }
}
