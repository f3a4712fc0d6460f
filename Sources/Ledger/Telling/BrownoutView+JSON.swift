import Canonical

extension BrownoutView {
    /// As REST answers and command output show it.
    package var json: JSONText {
        .object([
            ("from", .string(window.from.description)), ("until", .string(window.until.description)),
            ("plannedAt", .string(plannedAt.description)), ("plannedBy", .string(plannedBy)), ("reason", .string(reason)),
        ])
    }
}
