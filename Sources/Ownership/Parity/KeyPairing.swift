import Canonical

/// The key under which both writers' statements of one fact meet.
struct KeyPairing {
    private let rules: [KeyRule]

    init(_ rules: [KeyRule]) { self.rules = rules }

    func key(of key: String) -> String {
        guard !rules.isEmpty else { return key }
        var parts = key.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        for rule in rules where parts.indices.contains(rule.part) {
            guard let code = KeyEncoding.decode(parts[rule.part][...]), let canonical = rule.codes[code] else { continue }
            parts[rule.part] = KeyEncoding.encode(canonical)
        }
        return parts.joined(separator: ":")
    }
}
