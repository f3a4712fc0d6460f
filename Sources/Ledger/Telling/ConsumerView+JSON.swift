import Canonical

extension ConsumerView {
    /// As REST answers and command output show it.
    func json(on today: BusinessDate) -> JSONText {
        .object([
            ("door", .string(door.description)), ("source", .string(source)),
            ("registeredAt", .string(registeredAt.description)), ("lastAt", .optional(lastAt?.description)),
            ("state", .string(state(on: today))),
        ])
    }

    /// `active`, `silent`, or `gone`: the drop has left the settings, the key was revoked.
    package func state(on today: BusinessDate) -> String {
        isStanding ? (isActive(on: today) ? "active" : "silent") : "gone"
    }
}
