import Canonical
import Ownership

extension Life {
    /// As REST answers, command output and the audit show it.
    package var members: [(String, JSONText)] {
        [
            ("status", .string(status.rawValue)), ("owner", .string(owner)), ("successor", .optional(successor)),
            ("decommissionBy", .optional(decommissionBy?.description)), ("since", .optional(since?.description)),
            ("slips", .integer(slips)),
        ]
    }

    package var json: JSONText { .object(members) }
}
