import Canonical
import Ledger

extension TransferView {
    /// Its members with where to find it and the one it repeats.
    var linked: [(String, JSONText)] { members + links }

    var links: [(String, JSONText)] {
        [
            ("original", .optional(duplicateOf.map { "/v1/transfers/\($0)" })),
            ("self", .string("/v1/transfers/\(id)")),
        ]
    }
}
