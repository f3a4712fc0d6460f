/// What became of one received record. Every record has exactly one; per transfer they add up to the
/// records received. The raw values are stored in the ledger and never reused.
package enum Outcome: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// Its facts are canonical.
    case accepted = 1
    /// The same content is already canonical, or already received.
    case duplicate = 2
    /// Translated and kept beside, without effect on canonical data.
    case shadow = 3
    /// Kept until a cutover decides whose it is.
    case held = 4
    /// Kept for a person: it could be read but may not be posted as it stands.
    case quarantined = 5
    /// Could not be turned into a record; its bytes are in the archive.
    case rejected = 6
    /// Kept in the history of its facts: a later state of them is current.
    case superseded = 7

    package var description: String {
        switch self {
        case .accepted: "accepted"
        case .duplicate: "duplicate"
        case .shadow: "shadow"
        case .held: "held"
        case .quarantined: "quarantined"
        case .rejected: "rejected"
        case .superseded: "superseded"
        }
    }

    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.description == name }) else { return nil }
        self = match
    }
}
