import Canonical
import Ownership

/// A scope as one transaction knows it: its cells, read in that transaction, and the last day's
/// decisions, since neighbours in a file share both.
final class ScopeState {
    struct Domain {
        let id: Int64
        let name: String
        /// `nil` where no cell exists and the charter lets this writer open none.
        let cell: Cell?
        let cellID: Int64
        /// Who is told of what this writer states here.
        let targets: [Outbox.Target]
    }

    let id: Int64
    let scope: Scope
    let domains: [Domain]
    /// The domains as the bits of one integer.
    let domainSet: Int64
    private(set) var date: BusinessDate?
    /// One for each domain, for content that is not current yet.
    private(set) var decisions: [Decision] = []
    private(set) var isAcceptedEverywhere = false
    /// Records that came for it in this transaction.
    var records = 0
    /// The domains in which some of them became canonical, as the bits of one integer.
    private(set) var stated: Int64 = 0
    /// The highest business date accepted in this transaction: in all domains, and in some of them only.
    private var highest: BusinessDate?
    private var highestInPart: [Int64: BusinessDate] = [:]
    /// Two writers speak for some cell of it, and what they say is held against each other.
    let isCompared: Bool
    /// Dates on which a compared cell was stated in this transaction.
    var touched: Set<BusinessDate> = []
    let hasTargets: Bool
    /// The drop does not speak for this location.
    private let isElsewhere: Bool

    init(id: Int64, scope: Scope, domains: [Domain], isElsewhere: Bool = false) {
        self.id = id
        self.scope = scope
        self.domains = domains
        self.isElsewhere = isElsewhere
        domainSet = domains.reduce(0) { $0 | 1 << $1.id }
        isCompared = domains.contains { $0.cell?.isCompared ?? false }
        hasTargets = domains.contains { !$0.targets.isEmpty }
    }

    func decide(on date: BusinessDate, _ submission: Submission) {
        guard date != self.date else { return }
        var submission = submission
        submission.date = date
        submission.isElsewhere = isElsewhere
        self.date = date
        decisions = domains.map { Ownership.decide(submission, in: $0.cell) }
        isAcceptedEverywhere =
            !decisions.isEmpty && decisions.allSatisfy { $0.outcome == .accepted && $0.reason == .none }
    }

    /// Notes that a record became canonical in these domains.
    func accept(on date: BusinessDate, in domains: Int64) {
        stated |= domains
        if domains == domainSet {
            highest = max(highest ?? date, date)
        } else {
            highestInPart[domains] = max(highestInPart[domains] ?? date, date)
        }
    }

    /// The highest business date accepted in one domain in this transaction.
    func highest(in domain: Int64) -> BusinessDate? {
        highestInPart.filter { $0.key & 1 << domain != 0 }.values.reduce(highest) { max($0 ?? $1, $1) }
    }

    func decideAgain(_ index: Int, on date: BusinessDate, _ submission: Submission) -> Decision {
        var submission = submission
        submission.date = date
        submission.isElsewhere = isElsewhere
        return Ownership.decide(submission, in: domains[index].cell, repeatsCurrent: true)
    }
}
