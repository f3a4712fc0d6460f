import Canonical
import Ownership

/// A gateway of plain values: what the ledger keeps in its tables, without a database, and with every decision
/// taken by the functions of `Ownership`.
///
/// A call is one transaction: it either happens or throws and changes nothing. Whoever needs to see a
/// transaction fail in the middle works on a copy, see `commit(_:dyingAfter:)`.
package struct GuardModel: Sendable {
    package let variant: NaiveVariant?

    package internal(set) var now: Instant
    /// The latest business date that has ever begun: a clock that runs backwards closes no day.
    package internal(set) var opened: BusinessDate

    package internal(set) var cells: [Cell?]
    package internal(set) var standings: [Standing]
    package internal(set) var facts: [ModelFact]
    package internal(set) var versions: [ModelVersion] = []
    package internal(set) var received: [ModelReceived] = []
    package internal(set) var receipts: [ModelReceipt] = []
    package internal(set) var asides: [ModelAside] = []
    package internal(set) var outbox: [ModelDelivery] = []
    package internal(set) var audit: [ModelAct] = []
    /// The archive: by number, the receipt that brought the bytes first; -1 where they never came.
    package internal(set) var archive: [Int]

    package internal(set) var plans: [ModelPlan]
    package internal(set) var people: [Person]

    /// Received records whose outcome was given or changed since somebody last cleared the list.
    package var settled: [Int] = []
    /// Cells that have changed since somebody last cleared the list, as bits.
    package var moved = 0
    /// How many received records have each outcome, by its raw value.
    package internal(set) var tally = [0, 0, 0, 0, 0, 0, 0, 0]

    /// - Parameter transferCount: how many different transfers will be sent.
    package init(variant: NaiveVariant? = nil, transferCount: Int = 1000) {
        self.variant = variant
        now = Instant(seconds: Int64(GuardWorld.firstDay) * 86_400)
        opened = Submission.lastOpenDay(at: now)
        cells = Array(repeating: nil, count: GuardWorld.cellCount)
        standings = [.active, .active, .active, .retired, .active]
        facts = Array(repeating: ModelFact(), count: GuardWorld.factCount)
        archive = Array(repeating: -1, count: transferCount)
        plans = Array(repeating: ModelPlan(), count: GuardWorld.planCells.count)
        people = GuardWorld.people
    }

    /// The latest business date that has begun by the clock.
    package var clockDay: BusinessDate { Submission.lastOpenDay(at: now) }

    /// The version that is current, `nil` if the fact was never accepted.
    package func current(_ fact: Int) -> ModelVersion? {
        let version = facts[fact].version
        return version < 0 ? nil : versions[version]
    }

    mutating func note(
        _ kind: ModelAct.Kind, plan: Int, by person: Int, _ act: CutoverAct? = nil, isPassing: Bool = false, incident: Int = 0
    ) {
        audit.append(
            ModelAct(
                kind: kind, plan: plan, person: person, act: act, edition: plan < 0 ? 0 : plans[plan].edition,
                isPassing: isPassing, incident: incident, at: now))
    }
}
