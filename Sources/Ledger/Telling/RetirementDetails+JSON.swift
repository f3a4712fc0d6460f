import Canonical

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
