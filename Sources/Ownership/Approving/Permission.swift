/// Who may carry out an act, beside what has been approved.
package enum Permission {
    /// Whoever is behind a service account could approve what it has written, so that only people write plans.
    ///
    /// - Throws: a `Refusal` that says who may.
    package static func checkAuthor(_ person: Person, domains: [String]) throws(Refusal) {
        try check(person, for: .shadow, domains: domains, to: "write plans")
        guard !person.isService else {
            throw Refusal(.permission, "\(person.name) is a service account; only people write plans. Use a person's key.")
        }
    }

    /// - Parameter words: what the person wants to do, where that is not the act itself but takes the same role.
    /// - Throws: a `Refusal` that says who may.
    package static func check(_ person: Person, for act: CutoverAct, domains: [String], to words: String? = nil) throws(Refusal) {
        guard person.isActive else { throw Refusal(.permission, "\(person.name) is no longer a user.") }
        let roles: [Role]
        switch act {
        case .shadow, .arm, .seal, .withdraw: roles = [.releaseManager, .domainOwner]
        case .go: roles = [.domainOwner]
        case .abort, .rollback: roles = [.operator, .releaseManager, .domainOwner]
        case .confirm: roles = Role.working
        }
        guard roles.contains(where: person.holds) else {
            let names = roles.map(\.description).joined(separator: " or ")
            throw Refusal(.permission, "\(person.name) may not \(words ?? act.description): that takes the role \(names).")
        }
        guard act == .go else { return }
        guard !person.isService else {
            throw Refusal(.permission, "\(person.name) is a service account; only people vote go.")
        }
        guard domains.contains(where: person.owns) else {
            throw Refusal(.permission, "\(person.name) owns none of the domains \(domains.joined(separator: ", ")).")
        }
    }
}
