/// What other content under a known natural key means, as the interface declares.
package enum Correction: String, Sendable, CaseIterable {
    /// The new content becomes the current version; the old one stays in the history.
    case replace
    /// A person is asked: quarantined.
    case ask
}
