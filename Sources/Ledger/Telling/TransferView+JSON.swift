import Canonical

extension TransferView {
    /// The members of a transfer as REST answers and command output show them.
    package var members: [(String, JSONText)] {
        [
            ("transfer", .integer(Int(id))), ("state", .string(state.description)),
            ("door", .string(door.description)), ("source", .string(source)), ("name", .string(name)),
            ("interface", .string("\(interface)@\(version)")), ("writer", .string(writer)),
            ("size", .integer(size)), ("digest", .optional(digest?.hex)),
            ("receivedAt", .string(receivedAt.description)),
            ("finishedAt", .optional(finishedAt?.description)), ("records", .integer(records)),
            ("outcomes", .object(Outcome.allCases.map { ($0.description, .integer(tally[$0])) })),
            ("flagged", .integer(tally.flagged)), ("passedOver", .optional(passedOver)), ("ignored", .optional(ignored)),
            ("exceptionCount", .integer(exceptionsListed + exceptionsNotListed)),
            ("refusal", .optional(refusal)),
            // The transfer whose content this one repeats.
            ("duplicateOf", .optional(duplicateOf.map { Int($0) })),
        ]
    }
}
