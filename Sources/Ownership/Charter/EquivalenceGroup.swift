/// Kinds that state the same thing at another grain, such as till sales and a daily summary of them: in the
/// domain they share one cell, so that they cannot have two owners.
package struct EquivalenceGroup: Sendable, Hashable {
    package let domain: String
    /// The first one gives the cell its name.
    package let kinds: [String]

    package init(domain: String, kinds: [String]) {
        self.domain = domain
        self.kinds = kinds
    }
}
