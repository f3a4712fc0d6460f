/// What a user may do. A name is stored in the ledger and never reused.
package enum Role: String, Sendable, CaseIterable, CustomStringConvertible {
    /// Watches, aborts, rolls back with an incident's id.
    case `operator`
    /// Speaks for domains: opens a shadow, votes go, agrees to a seal.
    case domainOwner = "domain-owner"
    /// Plans and runs cutovers.
    case releaseManager = "release-manager"
    /// Answers for money: agrees to finance domains and to seals.
    case controller
    /// Reads everything and changes nothing.
    case auditor
    /// Manages users and keys, and approves nothing.
    case admin

    package var description: String { rawValue }
}
