/// A version that was published and so never changes again: one entry of `published.json`.
package struct Publication: Sendable, Hashable, Codable {
    /// SHA-256 of the definition's file, in hexadecimal.
    package var digest: String
    /// When, RFC 3339.
    package var at: String
    package var by: String
    /// Who else looked; required where revenue is stated.
    package var approvedBy: String?

    package init(digest: String, at: String, by: String, approvedBy: String?) {
        self.digest = digest
        self.at = at
        self.by = by
        self.approvedBy = approvedBy
    }
}
