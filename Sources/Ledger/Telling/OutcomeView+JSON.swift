import Canonical

extension OutcomeView {
    /// As REST answers and command output show it.
    package var json: JSONText {
        .object([
            ("number", .integer(number)), ("outcome", .string(outcome.description)),
            ("reason", reason == .none ? .null : .string(reason.description)),
            ("version", .optional(record.map(Int.init))), ("flagged", .boolean(!flags.isEmpty)),
        ])
    }
}
