/// Who may take a step in the life of an interface.
package enum LifePermission {
    private static let roles: [Role] = [.releaseManager, .domainOwner]

    /// - Throws: a `Refusal` that says who may.
    package static func check(_ person: Person) throws(Refusal) {
        guard person.isActive else { throw Refusal(.permission, "\(person.name) is no longer a user.") }
        guard !person.isService else {
            throw Refusal(.permission, "\(person.name) is a service account; a person decides about an interface's life.")
        }
        guard roles.contains(where: person.holds) else {
            let names = roles.map(\.description).joined(separator: " or ")
            throw Refusal(.permission, "\(person.name) may not change an interface's life: that takes the role \(names).")
        }
    }
}
