import Canonical
import Ledger

/// A canonical record as JSON.
enum RecordText {
    static func json(_ record: RecordView) -> JSONText {
        .object([
            ("id", .string(record.id.description)), ("kind", .string(record.kind)), ("date", .string(record.date.description)),
            ("writer", .string(record.writer)), ("domains", .array(record.currentIn.map { .string($0) })),
            ("transfer", .integer(Int(record.transfer))), ("receivedAt", .string(record.receivedAt.description)),
            ("record", .raw(record.body)),
        ])
    }
}
