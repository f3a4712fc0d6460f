/// Everything about one interface's way out.
package struct RetirementDetails: Sendable, Hashable {
    package let view: RetirementView
    package let consumers: [ConsumerView]
    /// Of the last 35 days, the latest first.
    package let usage: [UsageView]
    package let brownouts: [BrownoutView]
    /// Oldest first.
    package let steps: [LifeStep]
}
