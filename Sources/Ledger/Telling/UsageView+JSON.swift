import Canonical

extension UsageView {
    /// As REST answers and command output show it.
    var json: JSONText {
        .object([
            ("day", .string(day.description)), ("door", .string(door.description)), ("source", .string(source)),
            ("cell", .optional(cell)), ("transfers", .integer(transfers)), ("records", .integer(records)),
        ])
    }
}
