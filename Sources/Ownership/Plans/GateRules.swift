/// How much evidence a boundary needs.
package struct GateRules: Sendable, Hashable, Codable {
    /// Facts per million that must agree on each of `days` consecutive complete trading days.
    package var parityPerMillion: Int
    package var days: Int
    /// What must have been seen to agree, each at least once.
    package var scenarios: [Scenario]
    /// A running number that must not have gaps; `nil` where there is none.
    package var sequence: SequenceRule?
    /// Hours after the end of a day by which the new writer must have stated it; `nil` for no limit.
    package var withinHours: Int?
    /// Days after its end before a day counts as complete.
    package var completeAfter: Int
    /// Hours after which evaluated gates are stale.
    package var freshHours: Int

    package init(
        parityPerMillion: Int = 999_000, days: Int = 14, scenarios: [Scenario] = [], sequence: SequenceRule? = nil,
        withinHours: Int? = 36, completeAfter: Int = 0, freshHours: Int = 24
    ) {
        self.parityPerMillion = parityPerMillion
        self.days = days
        self.scenarios = scenarios
        self.sequence = sequence
        self.withinHours = withinHours
        self.completeAfter = completeAfter
        self.freshHours = freshHours
    }
}

/// A top-level field that counts up without gaps within one day, separately for each value of `per`.
package struct SequenceRule: Sendable, Hashable, Codable {
    package var field: String
    package var per: [String]

    package init(field: String, per: [String]) {
        self.field = field
        self.per = per
    }
}
