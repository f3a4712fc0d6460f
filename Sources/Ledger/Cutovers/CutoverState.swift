/// How far a plan has come as a whole. The raw values are stored in the ledger and never reused.
package enum CutoverState: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// Written down; its cells are not fixed yet.
    case proposed = 1
    /// Its cells are fixed and move.
    case open = 2
    /// All its cells are sealed.
    case closed = 3
    case withdrawn = 4

    package var description: String {
        switch self {
        case .proposed: "proposed"
        case .open: "open"
        case .closed: "closed"
        case .withdrawn: "withdrawn"
        }
    }
}
