/// A fact's place in the ledger.
package struct ModelFact: Sendable, Hashable {
    /// Its current version; -1 for none.
    package var version = -1
    /// The transfer that stated it last, changed or not.
    package var transfer = -1
    /// The latest entry beside it; -1 for none.
    package var aside = -1
    /// The transfer that stated it last without becoming canonical, changed or not.
    package var beside = -1
    /// The version that each target holds by the gateway's posting; -1 for none.
    package var ledgerPosted = -1
    package var stockPosted = -1
}
