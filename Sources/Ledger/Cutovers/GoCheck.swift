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
        // Approvals of the arming stand until the boundary opens, whatever their age, each for the cells it was for.
        unapproved = try row.armings(before: boundary, in: db).reduce(into: []) { reasons, gates in
            let approvers = try given.filter { $0.act == .arm && (gates == nil || $0.gates == gates) }
                .compactMap { try Ledger.fetchPerson($0.person, in: db) }
            let missing =
                approvers.isEmpty
                ? ["The plan has changed since it was armed, and nobody has approved what it says now."]
                : row.mandate(for: .arm).missing(approvers)
            reasons += missing.filter { !reasons.contains($0) }
        }
    }
}

extension CutoverRow {
    /// The digests of the gates on which cells with a boundary up to this one were armed; `nil` among them for those that an
    /// earlier release has armed.
    fileprivate func armings(before boundary: BusinessDate, in db: Database) throws -> [Digest?] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT x.armed_on FROM cutover_cells x JOIN cells c ON c.id = x.cell
                WHERE x.cutover = ? AND x.is_open = 1 AND c.phase = 3 AND c.boundary <= ?
                """, arguments: [id, boundary.days]
        ).map { $0.digest("armed_on") }
    }
}
