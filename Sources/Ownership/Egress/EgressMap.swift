import Canonical

/// Who tells which target: by the fact's author, and so by the same map from business dates to writers that
/// decides ownership. A fact has one author, so a target has at most one poster for it.
package struct EgressMap: Sendable, Hashable {
    /// One line of `Interfaces/egress.yaml`. Selectors as in the charter.
    package struct Rule: Sendable, Hashable {
        package var target: String
        package var cells: CharterRule
        package var role: EgressRole

        package init(target: String, cells: CharterRule, role: EgressRole) {
            self.target = target
            self.cells = cells
            self.role = role
        }
    }

    package let rules: [Rule]

    package init(rules: [Rule] = []) { self.rules = rules }

    /// For each target that is told anything of this author's facts in the cell: the first rule that fits.
    package func roles(of writer: String, _ scope: Scope, domain: String) -> [(target: String, role: EgressRole)] {
        var seen: Set<String> = []
        return rules.compactMap { rule in
            guard rule.cells.writer == writer, rule.cells.covers(scope, domain: domain), seen.insert(rule.target).inserted,
                rule.role != .none
            else { return nil }
            return (rule.target, rule.role)
        }
    }

    /// What a new version of a fact means for a target: the first one is the original; one that supersedes a
    /// version that was posted takes that back and stands in for it.
    ///
    /// - Parameter posted: the version that the target holds by the gateway's posting, `nil` if none.
    package static func deliveries(of version: Int64, as role: EgressRole, posted: Int64?) -> [(DeliveryAct, Int64, EgressRole)] {
        let takenBack = posted.map { [(DeliveryAct.reversal, $0, EgressRole.poster)] } ?? []
        switch role {
        case .none: return takenBack
        case .informational: return takenBack + [(.original, version, .informational)]
        case .poster: return takenBack + [(posted == nil ? .original : .replacement, version, .poster)]
        }
    }
}
