import HTTPTypes

/// Names that swift-http-types does not have. The literals are valid tokens, so unwrapping cannot fail.
extension HTTPField.Name {
    /// The Idempotency-Key HTTP Header Field, draft-ietf-httpapi-idempotency-key-header.
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    /// `true` where the answer is an earlier one's.
    static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed")!
    /// RFC 9745.
    static let deprecation = HTTPField.Name("Deprecation")!
    /// RFC 8594.
    static let sunset = HTTPField.Name("Sunset")!
    /// RFC 8288.
    static let webLink = HTTPField.Name("Link")!
    /// What a raw body is called, for people.
    static let fileName = HTTPField.Name("X-File-Name")!
    static let contentPolicy = HTTPField.Name("Content-Security-Policy")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
}
