import Canonical
import Ownership

extension UserView {
    /// As REST answers and command output show it.
    package var json: JSONText {
        .object([
            ("name", .string(person.name)),
            ("roles", .array(Role.allCases.filter(person.roles.contains).map { .string($0.rawValue) })),
            ("domains", .array(person.domains.map { .string($0) })), ("service", .boolean(person.isService)),
            ("login", .optional(login)), ("createdAt", .string(createdAt.description)),
            ("revokedAt", .optional(revokedAt?.description)),
        ])
    }
}
