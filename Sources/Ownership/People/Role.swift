/// What a person may do around a cutover. Which acts need which roles is said where the act is decided.
package enum Role: String, Sendable, CaseIterable, CustomStringConvertible {
    /// Takes a cell back to safety at once: aborts, rolls back, retries and resolves exceptions.
    case `operator` = "operator"
    /// Answers for the facts of their own domains: approves, and gives the go.
    case domainOwner = "domain-owner"
    /// Plans cutovers, and approves when they happen.
    case releaseManager = "release-manager"
    /// Answers for the books: approves what touches finance, and seals.
    case controller = "controller"
    /// Reads everything, and does nothing else.
    case auditor = "auditor"
    /// Makes users and grants roles, and therefore approves nothing.
    case admin = "admin"

    package var description: String { rawValue }

    /// Those who work on what is posted: everybody but who only reads and who makes users.
    package static let working: [Role] = [.operator, .releaseManager, .domainOwner, .controller]

    /// Whether its holder may approve that a cutover goes forward.
    package var isApproving: Bool {
        switch self {
        case .domainOwner, .releaseManager, .controller: true
        case .operator, .auditor, .admin: false
        }
    }
}
