/// How far the boundary of a cell has come. The raw values are stored in the ledger and never reused.
package enum Phase: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// One writer; no cutover under way.
    case legacy = 1
    /// The incoming writer states facts beside, for comparison.
    case shadow = 2
    /// The boundary is set; records at or after it wait.
    case armed = 3
    /// The incoming writer owns the dates from the boundary on.
    case live = 4
    /// The dates before the boundary are closed for good.
    case sealed = 5

    package var description: String {
        switch self {
        case .legacy: "legacy"
        case .shadow: "shadow"
        case .armed: "armed"
        case .live: "live"
        case .sealed: "sealed"
        }
    }
}
