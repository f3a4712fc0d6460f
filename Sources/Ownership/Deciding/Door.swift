/// How a transfer came in. The raw values are stored in the ledger and never reused.
package enum Door: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// A file taken from a drop.
    case file = 1
    /// A REST request body.
    case rest = 2
    /// A file handed over on the command line.
    case command = 3

    /// Whether the sender can be told at once. Where it cannot, nothing is merely rejected.
    package var answers: Bool { self == .rest }

    package var description: String {
        switch self {
        case .file: "file"
        case .rest: "rest"
        case .command: "command"
        }
    }

    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.description == name }) else { return nil }
        self = match
    }
}
