import Canonical

/// Who must agree before an act: computed when somebody approves and again when the act is executed, from
/// the people as they are then.
package struct Mandate: Sendable {
    private let act: CutoverAct
    private let authors: [String]
    private let domains: [String]
    private let isFinance: Bool

    /// - Parameters:
    ///   - authors: whoever wrote the plan or changed it; never among its approvers.
    ///   - domains: those the plan moves.
    package init(_ act: CutoverAct, authors: [String], domains: [String], isFinance: Bool) {
        self.act = act
        self.authors = authors
        self.domains = domains
        self.isFinance = isFinance
    }

    /// Why this person may not approve, `nil` if they may.
    package func objection(to person: Person) -> String? {
        if !person.isActive { return "\(person.name) is no longer a user." }
        if person.isService { return "\(person.name) is a service account; only people approve." }
        if authors.contains(person.name) { return "\(person.name) has written the plan; somebody else must approve it." }
        if person.roles.contains(.admin) { return "\(person.name) administers users; administrators do not approve." }
        if person.roles.contains(.auditor) { return "\(person.name) is an auditor; auditors only read." }
        let roles = Self.roles(for: act)
        guard roles.contains(where: person.holds) else {
            return "\(person.name) is none of \(roles.map(\.description).joined(separator: ", "))."
        }
        return nil
    }

    /// What the people who have approved still lack, one sentence each; empty when the act may go ahead.
    package func missing(_ approvers: [Person]) -> [String] {
        var names: Set<String> = []
        let valid = approvers.filter { objection(to: $0) == nil && names.insert($0.name).inserted }
        var missing: [String] = []
        let wanted = act == .shadow ? 1 : 2
        if valid.count < wanted {
            let by = valid.isEmpty ? "nobody" : valid.map(\.name).joined(separator: ", ")
            missing.append("\(wanted) approval\(wanted == 1 ? "" : "s") needed for \(act), given by \(by).")
        }
        if act == .shadow || act == .seal {
            for domain in domains where !valid.contains(where: { $0.owns(domain: domain) }) {
                missing.append("An owner of the domain \(domain) must approve \(act).")
            }
        }
        let needsController = act == .seal || (act == .arm && isFinance)
        if needsController, !valid.contains(where: { $0.holds(.controller) }) {
            missing.append("A controller must approve \(act).")
        }
        return missing
    }

    private static func roles(for act: CutoverAct) -> [Role] {
        switch act {
        case .shadow: [.domainOwner]
        case .seal: [.domainOwner, .controller]
        default: [.domainOwner, .releaseManager, .controller]
        }
    }
}
