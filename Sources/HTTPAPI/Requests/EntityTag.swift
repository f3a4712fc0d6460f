import Canonical
import Hummingbird

/// RFC 9110, section 8.8.3: the digest of a record's body as its entity tag.
struct EntityTag: Sendable, CustomStringConvertible {
    let digest: Digest

    var description: String { "\"\(digest.hex)\"" }

    /// Whether `If-None-Match` names it. The comparison is weak, as section 13.1.2 asks.
    func isKnown(to request: Request) -> Bool {
        request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { part in
            var tag = part.drop { $0 == " " }
            while tag.last == " " { tag.removeLast() }
            if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            return tag == "*" || tag == description
        }
    }
}
