import Canonical
import GRDB
import Ownership

/// What people have said to a boundary that is set, from the people as they are now: the board foretells by it what the
/// boundary does when it opens.
struct GoCheck {
    /// Those who have voted go for the plan as it is, in the 24 hours before the boundary opens.
    let voters: [Person]
    /// Domains that none of them owns.
    let unvoted: [String]
    /// What the approvals of the arming lack, one sentence each. Nobody can add to them once the cells are armed.
    let unapproved: [String]

    init(_ row: CutoverRow, before boundary: BusinessDate, in db: Database) throws {
        let opening = Submission.opening(of: boundary)
        let given = try row.approvals(in: db).filter { $0.plan == row.digest }
        let voters = try given.filter { $0.act == .go && $0.isFresh(when: opening) }
            .compactMap { try Ledger.fetchPerson($0.person, in: db) }.filter { !$0.isService }
        self.voters = voters
        unvoted = row.plan.domains.filter { domain in !voters.contains { $0.owns(domain: domain) } }
        // Approvals of the arming stand until the boundary opens, whatever their age.
        let approvers = try given.filter { $0.act == .arm }.compactMap { try Ledger.fetchPerson($0.person, in: db) }
        unapproved =
            approvers.isEmpty
            ? ["The plan has changed since it was armed, and nobody has approved what it says now."]
            : row.mandate(for: .arm).missing(approvers)
    }
}
