import Canonical

extension RecordID {
    /// The id with its key spelt as the ledger spells it: a client that did not encode the `%` of an id
    /// a second time means the same record.
    var normalised: RecordID? {
        var parts: [String] = []
        for part in key.split(separator: ":", omittingEmptySubsequences: false) {
            guard let plain = KeyEncoding.decode(part) else { return nil }
            parts.append(KeyEncoding.encode(plain))
        }
        return RecordID(entity: entity, location: location, key: parts.joined(separator: ":"))
    }
}
