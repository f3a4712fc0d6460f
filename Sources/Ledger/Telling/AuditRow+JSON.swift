import Canonical

extension AuditRow {
    /// As REST answers and command output show it.
    package var json: JSONText {
        .object([
            ("seq", .integer(Int(seq))), ("at", .string(at.description)), ("actor", .string(actor)),
            ("act", .string(act)), ("subject", .string(subject)), ("details", .raw(Array(details.utf8))),
        ])
    }
}
