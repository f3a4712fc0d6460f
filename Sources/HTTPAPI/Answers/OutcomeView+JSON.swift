import Canonical
import Ledger

extension OutcomeView {
    var json: JSONText {
        .object([
            ("number", .integer(number)), ("outcome", .string(outcome.description)),
            ("reason", reason == .none ? .null : .string(reason.description)),
            ("version", .optional(record.map(Int.init))), ("flagged", .boolean(!flags.isEmpty)),
        ])
    }
}
