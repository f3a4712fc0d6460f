import Hummingbird

/// Reads `If-Match` as the revision of a cutover, RFC 9110, section 13.1.1.
enum Revision {
    /// `nil` where none was sent, or any will do.
    ///
    /// - Throws: a 400 `Problem` for one that is no revision.
    static func read(_ request: Request) throws -> Int? {
        guard let header = request.headers[.ifMatch], header != "*" else { return nil }
        let text = header.hasPrefix("\"") && header.hasSuffix("\"") && header.count > 2 ? String(header.dropFirst().dropLast()) : header
        guard let number = Int(text), number > 0 else {
            throw Problem(.badRequest, "If-Match must be a revision, as ETag gives it: \"7\".")
        }
        return number
    }
}
