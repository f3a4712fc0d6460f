/// Where a transfer stands. The raw values are stored in the ledger and never reused.
package enum TransferState: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// Being posted, or cut short by a crash and about to be resumed.
    case posting = 1
    case posted = 2
    /// Refused as a whole.
    case refused = 3
    /// Cut short, and taken up afresh by a later transfer of the same file.
    case abandoned = 4

    package var description: String {
        switch self {
        case .posting: "posting"
        case .posted: "posted"
        case .refused: "refused"
        case .abandoned: "abandoned"
        }
    }

    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.description == name }) else { return nil }
        self = match
    }
}
