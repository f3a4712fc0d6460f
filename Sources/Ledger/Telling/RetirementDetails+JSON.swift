import Canonical
import Ownership

extension RetirementDetails {
    /// As REST answers and command output show it.
    package func json(on today: BusinessDate) -> JSONText {
        .object(
            view.members + [
                ("consumerList", .array(consumers.map { $0.json(on: today) })), ("usage", .array(usage.map(\.json))),
                ("brownouts", .array(brownouts.map(\.json))), ("history", .array(steps.map(\.json))),
            ])
    }
}

extension ConsumerView {
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

extension UsageView {
    var json: JSONText {
        .object([
            ("day", .string(day.description)), ("door", .string(door.description)), ("source", .string(source)),
            ("cell", .optional(cell)), ("transfers", .integer(transfers)), ("records", .integer(records)),
        ])
    }
}

extension BrownoutView {
    package var json: JSONText {
        .object([
            ("from", .string(window.from.description)), ("until", .string(window.until.description)),
            ("plannedAt", .string(plannedAt.description)), ("plannedBy", .string(plannedBy)), ("reason", .string(reason)),
        ])
    }
}

extension LifeStep {
    var json: JSONText {
        .object([("at", .string(at.description)), ("by", .string(by)), ("reason", .string(reason))] + life.members)
    }
}
