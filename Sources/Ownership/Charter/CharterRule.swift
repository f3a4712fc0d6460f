import Canonical

/// One rule of the charter. Each selector is a text in which `*` stands for any run of characters,
/// the empty one included.
package struct CharterRule: Sendable, Hashable {
    package let kind: String
    package let domain: String
    package let entity: String
    package let location: String
    package let writer: String

    package init(
        kind: String = "*", domain: String = "*", entity: String = "*", location: String = "*",
        writer: String
    ) {
        self.kind = kind
        self.domain = domain
        self.entity = entity
        self.location = location
        self.writer = writer
    }

    package func covers(_ scope: Scope, domain: String) -> Bool {
        Self.matches(scope.kind, kind) && Self.matches(domain, self.domain)
            && Self.matches(scope.entity, entity) && Self.matches(scope.location, location)
    }

    /// Linear in practice: on a mismatch only the last `*` is tried again, one character further.
    package static func matches(_ text: String, _ selector: String) -> Bool {
        if selector == "*" || selector == text { return true }
        let (text, pattern) = (Array(text.utf8), Array(selector.utf8))
        let star = UInt8(ascii: "*")
        var (at, with) = (0, 0)
        var retry: (text: Int, pattern: Int)?
        while at < text.count {
            if with < pattern.count, pattern[with] == star {
                retry = (at, with)
                with += 1
            } else if with < pattern.count, pattern[with] == text[at] {
                at += 1
                with += 1
            } else if let last = retry {
                retry = (last.text + 1, last.pattern)
                at = last.text + 1
                with = last.pattern + 1
            } else {
                return false
            }
        }
        return pattern[with...].allSatisfy { $0 == star }
    }
}
