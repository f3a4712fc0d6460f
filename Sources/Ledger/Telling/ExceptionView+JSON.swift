import Canonical

extension ExceptionView {
    /// As REST answers and command output show it.
    package var json: JSONText {
        .object([
            ("id", .integer(Int(id))), ("transfer", .integer(Int(transfer))),
            ("state", .string(state.description)), ("openedAt", .string(openedAt.description)),
            ("resolvedAt", .optional(resolvedAt?.description)), ("resolvedBy", .optional(resolvedBy)),
            ("resolution", .optional(resolution)), ("finding", finding.json),
        ])
    }
}
