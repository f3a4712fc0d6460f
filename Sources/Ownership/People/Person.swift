/// Somebody who acts: a user of the ledger, as the transaction that looks them up finds them.
package struct Person: Sendable, Hashable {
    package let name: String
    package let roles: Set<Role>
    /// What a domain owner speaks for: selectors in which `*` stands for any characters.
    package let domains: [String]
    /// A machine's account: it may act where its roles say so, and never approves.
    package let isService: Bool
    package let isActive: Bool

    package init(
        name: String, roles: Set<Role>, domains: [String] = ["*"], isService: Bool = false, isActive: Bool = true
    ) {
        self.name = name
        self.roles = roles
        self.domains = domains
        self.isService = isService
        self.isActive = isActive
    }

    package func holds(_ role: Role) -> Bool { isActive && roles.contains(role) }

    package func owns(domain: String) -> Bool {
        holds(.domainOwner) && domains.contains { CharterRule.matches(domain, $0) }
    }
}
