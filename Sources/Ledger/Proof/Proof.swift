import Canonical

/// The daily proof: files in = cleared + refused + in flight; records in = the sum of their outcomes.
package struct Proof: Sendable, Hashable {
    package struct Files: Sendable, Hashable {
        package let drop: String
        package let byState: [PickupState: Int]
        package var total: Int { byState.values.reduce(0, +) }
        package var cleared: Int { byState[.cleared] ?? 0 }
        package var refused: Int { byState[.refused] ?? 0 }
        package var inFlight: Int { byState.filter { !$0.key.isFinal }.values.reduce(0, +) }
    }

    package let files: [Files]
    package let transfers: [TransferState: Int]
    /// Records received, over all transfers.
    package let records: Int
    package let tally: Tally
    /// Groups that no map wanted, over all transfers, and what was not declared and may be there.
    package let passedOver: Int
    package let ignored: Int
    /// What does not add up, one sentence each; at most a hundred are named.
    package let discrepancies: [String]

    package var isProven: Bool { discrepancies.isEmpty }
}
