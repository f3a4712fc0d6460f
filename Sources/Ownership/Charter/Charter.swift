import Canonical

/// Who may open a cell that does not exist yet: ordered rules, the first that covers the cell wins.
///
/// The rule names the writer, whoever arrives first: otherwise the order of arrival would decide
/// ownership. Where no rule covers a cell it is never opened, so an empty charter lets nothing in.
package struct Charter: Sendable, Hashable {
    package let rules: [CharterRule]

    package init(rules: [CharterRule]) { self.rules = rules }

    /// The writer that may open the cell, or `nil` if nobody may.
    package func opener(of scope: Scope, domain: String) -> String? {
        rules.first { $0.covers(scope, domain: domain) }?.writer
    }
}
