import Canonical
import Ledger

/// A transfer as JSON.
enum TransferText {
    static func pairs(_ transfer: TransferView) -> [(String, JSONText)] {
        [
            ("transfer", .integer(Int(transfer.id))), ("state", .string(transfer.state.description)),
            ("door", .string(transfer.door.description)), ("source", .string(transfer.source)), ("file", .string(transfer.name)),
            ("interface", .string("\(transfer.interface)@\(transfer.version)")), ("writer", .string(transfer.writer)),
            ("bytes", .integer(transfer.size)), ("sha256", .optional(transfer.digest?.hex)),
            ("receivedAt", .string(transfer.receivedAt.description)), ("finishedAt", .optional(transfer.finishedAt?.description)),
            ("records", .integer(transfer.records)),
            ("outcomes", .object(Outcome.allCases.map { ($0.description, .integer(transfer.tally[$0])) })),
            ("flagged", .integer(transfer.tally.flagged)),
            ("duplicateOf", .optional(transfer.duplicateOf.map { Int($0) })), ("refusal", .optional(transfer.refusal)),
        ]
    }
}
