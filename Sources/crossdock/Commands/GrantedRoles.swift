import ArgumentParser
import Ownership

/// Roles and domains as commands take them.
struct GrantedRoles: ParsableArguments {
    @Option(name: .customLong("role"), help: "A role; may be repeated.")
    var roles: [Role] = []

    @Option(
        name: .customLong("domain"), help: "A domain, or a pattern such as 'finance-*', that a domain-owner answers for; may be repeated.")
    var domains: [String] = []

    func validate() throws {
        guard roles.contains(.domainOwner) == !domains.isEmpty else {
            throw ValidationError("'--role domain-owner' and '--domain' go together: a domain owner answers for at least one, '*' for all.")
        }
    }
}

extension Role: ExpressibleByArgument {}
