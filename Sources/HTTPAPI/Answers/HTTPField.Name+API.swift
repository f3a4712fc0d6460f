import HTTPTypes

extension HTTPField.Name {
    /// Makes a name of a literal that is a valid token.
    private static func known(_ name: StaticString) -> HTTPField.Name {
        HTTPField.Name("\(name)") ?? .warning
    }

    /// The Idempotency-Key HTTP Header Field, draft-ietf-httpapi-idempotency-key-header.
    static let idempotencyKey = known("Idempotency-Key")
    /// `true` where the answer is an earlier one's.
    static let idempotentReplayed = known("Idempotent-Replayed")
    /// RFC 9745.
    static let deprecation = known("Deprecation")
    /// RFC 8594.
    static let sunset = known("Sunset")
    /// RFC 8288.
    static let webLink = known("Link")
    /// What a raw body is called, for people.
    static let fileName = known("X-File-Name")
    static let contentPolicy = known("Content-Security-Policy")
    static let referrerPolicy = known("Referrer-Policy")
}
