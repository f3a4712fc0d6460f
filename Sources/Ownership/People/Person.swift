/// Somebody who acts, under the one name that the audit and every approval know them by.
package struct Person: Sendable, Hashable {
    package let name: String
    package let roles: Set<Role>
    /// The domains they answer for as a domain owner; `*` stands for any run of characters.
    package let domains: [String]
    /// A machine with a credential. It never approves.
    package let isService: Bool
    /// `false` once revoked. The name stays taken, since the audit names it.
    package let isActive: Bool

    package init(
        name: String, roles: Set<Role> = [], domains: [String] = [], isService: Bool = false, isActive: Bool = true
    ) {
        self.name = name
        self.roles = roles
        self.domains = domains
        self.isService = isService
        self.isActive = isActive
    }

    /// Whether they have the role today; nobody who was revoked has any.
    package func holds(_ role: Role) -> Bool { isActive && roles.contains(role) }

    /// Whether they answer for the domain. A domain owner without domains answers for none.
    package func owns(domain: String) -> Bool {
        holds(.domainOwner) && domains.contains { CharterRule.matches(domain, $0) }
    }
}
