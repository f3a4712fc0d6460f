import Canonical

/// Who may open a cell that does not exist yet: ordered rules, the first that covers the cell wins.
///
/// The rule names the writer, whoever arrives first: otherwise the order of arrival would decide
/// ownership. Where no rule covers a cell it is never opened, so an empty charter lets nothing in.
package struct Charter: Sendable, Hashable {
    package let rules: [CharterRule]
    package let equivalents: [EquivalenceGroup]

    package init(rules: [CharterRule], equivalents: [EquivalenceGroup] = []) {
        self.rules = rules
        self.equivalents = equivalents
    }

    /// The scope whose cell rules over this one: its own, or that of the kind it shares a cell with.
    package func cellScope(of scope: Scope, domain: String) -> Scope {
        guard let group = equivalents.first(where: { $0.domain == domain && $0.kinds.contains(scope.kind) }),
            let leader = group.kinds.first
        else { return scope }
        return Scope(kind: leader, entity: scope.entity, location: scope.location)
    }

    /// All kinds that share the cells of this one.
    package func kinds(sharing kind: String, domain: String) -> [String] {
        equivalents.first { $0.domain == domain && $0.kinds.contains(kind) }?.kinds ?? [kind]
    }

    /// The writer that may open the cell, or `nil` if nobody may.
    package func opener(of scope: Scope, domain: String) -> String? {
        rules.first { $0.covers(scope, domain: domain) }?.writer
    }
}
