import Canonical

extension LifeStep {
    /// As REST answers and command output show it.
    var json: JSONText {
        .object([("at", .string(at.description)), ("by", .string(by)), ("reason", .string(reason))] + life.members)
    }
}
