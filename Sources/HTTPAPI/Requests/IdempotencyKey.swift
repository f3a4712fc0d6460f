import Hummingbird

/// Reads `Idempotency-Key`.
enum IdempotencyKey {
    /// The key; `nil` where none was sent. The draft makes it a quoted string; bare ones are taken too,
    /// since most clients send them so.
    ///
    /// - Throws: a 400 `Problem` for one that is empty, too long or not printable ASCII.
    static func read(_ request: Request) throws -> String? {
        guard var text = request.headers[.idempotencyKey] else { return nil }
        if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Problem(.badRequest, "Idempotency-Key must be 1 to 255 printable ASCII characters.")
        }
        return text
    }
}
