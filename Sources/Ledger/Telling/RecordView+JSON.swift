import Canonical

extension RecordView {
    /// A record as lists and the change feed show it; `record` is the canonical body, byte for byte.
    package var json: JSONText {
        .object([
            ("id", .string(id.description)), ("kind", .string(kind)), ("kindVersion", .integer(kindVersion)),
            ("version", .integer(Int(version))), ("date", .string(date.description)),
            ("writer", .string(writer)), ("domains", .array(domains.map { .string($0) })),
            ("current", .array(currentIn.map { .string($0) })),
            ("transfer", .integer(Int(transfer))), ("receivedAt", .string(receivedAt.description)),
            ("digest", .optional(digest?.hex)), ("record", .raw(body)),
        ])
    }
}
