import Canonical
import Ledger

extension TransferView {
    /// The members of a transfer, in lists and at the head of its receipt.
    var members: [(String, JSONText)] {
        [
            ("transfer", .integer(Int(id))), ("state", .string(state.description)),
            ("door", .string(door.description)), ("source", .string(source)), ("name", .string(name)),
            ("interface", .string("\(interface)@\(version)")), ("writer", .string(writer)),
            ("size", .integer(size)), ("digest", .optional(digest?.hex)),
            ("receivedAt", .string(receivedAt.description)),
            ("finishedAt", .optional(finishedAt?.description)), ("records", .integer(records)),
            ("outcomes", .object(Outcome.allCases.map { ($0.description, .integer(tally[$0])) })),
            ("flagged", .integer(tally.flagged)),
            ("exceptions", .integer(exceptionsListed + exceptionsNotListed)),
            ("refusal", .optional(refusal)),
            // The transfer whose content this one repeats.
            ("original", .optional(duplicateOf.map { "/v1/transfers/\($0)" })),
            ("self", .string("/v1/transfers/\(id)")),
        ]
    }
}
