import Canonical
import Ownership

/// What the record in hand means for each of its domains.
struct Verdicts {
    /// Accepted: new, or with the version it replaces.
    var accepted: [(index: Int, replaced: Int64?)] = []
    /// Known already: as the current version, which it may confirm, or as a copy that is kept beside.
    var duplicates: [(index: Int, hit: FactHit?, confirms: Bool)] = []
    /// The copy whose content it repeats; 0 for none.
    var copy: Int64 = 0
    /// A later state is current.
    var superseded: [(index: Int, hit: FactHit, decision: Decision)] = []
    /// Everything else, by outcome and reason.
    var others: [(decision: Decision, domains: Int64)] = []
    /// Whether any domain is the writer's to speak for.
    var isOwn: Bool {
        !accepted.isEmpty || !duplicates.isEmpty || !superseded.isEmpty || others.contains { !$0.decision.reason.isForeign }
    }

    mutating func add(_ decision: Decision, _ domain: Int64) {
        if let known = others.firstIndex(where: {
            $0.decision.outcome == decision.outcome && $0.decision.reason == decision.reason
        }) {
            others[known].domains |= 1 << domain
        } else {
            others.append((decision, 1 << domain))
        }
    }
}

extension Decision {
    /// Which of several decisions names the outcome of the record: the smallest.
    var rank: Int {
        switch outcome {
        case .accepted: 0
        case .held: 1
        case .quarantined: 2
        case .rejected: 3
        case .shadow: 4
        case .superseded: 5
        case .duplicate: 6
        }
    }
}
