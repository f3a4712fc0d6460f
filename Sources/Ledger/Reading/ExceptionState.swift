/// The raw values are stored in the ledger and never reused.
package enum ExceptionState: Int, Sendable, CaseIterable, CustomStringConvertible {
    case open = 1
    case resolved = 2

    package var description: String {
        switch self {
        case .open: "open"
        case .resolved: "resolved"
        }
    }

    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.description == name }) else { return nil }
        self = match
    }
}
