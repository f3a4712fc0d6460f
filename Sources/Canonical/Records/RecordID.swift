/// The public name of a fact's record: entity, location and natural key, each part percent-encoded
/// and joined by `:`, such as `1000:0114:2026-11-20:3:1207`. Opaque to clients, readable to people.
package struct RecordID: Sendable, Hashable, CustomStringConvertible {
    package let entity: String
    package let location: String
    /// The key as it stands in the ledger, parts already encoded.
    package let key: String

    package init(entity: String, location: String, key: String) {
        self.entity = entity
        self.location = location
        self.key = key
    }

    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let entity = KeyEncoding.decode(parts[0]),
            let location = KeyEncoding.decode(parts[1]), !parts[2].isEmpty
        else { return nil }
        self.init(entity: entity, location: location, key: String(parts[2]))
    }

    package var description: String {
        "\(KeyEncoding.encode(entity)):\(KeyEncoding.encode(location)):\(key)"
    }
}
