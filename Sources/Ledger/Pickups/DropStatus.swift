import Canonical
import GRDB

/// How the polls of a drop went. "Empty" and "could not look" are different figures: the feed is
/// green only if the last poll succeeded.
package struct DropStatus: Sendable, Hashable {
    package let name: String
    package let lastPollAt: Instant?
    package let lastSuccessAt: Instant?
    /// Of the last poll, `nil` if that succeeded.
    package let lastError: String?
    /// Names seen by the last poll that succeeded.
    package let seen: Int
    /// What that poll saw beside them that nothing takes, such as names that no pattern fits.
    package let unmatched: Int
    /// The first of those names, for people.
    package let unmatchedNames: String
    /// Polls that failed since the last one that succeeded.
    package let failures: Int
    package var isGreen: Bool { lastPollAt != nil && lastError == nil }

    init(_ row: Row) {
        name = row["name"]
        lastPollAt = row.instant("last_poll_at")
        lastSuccessAt = row.instant("last_success_at")
        lastError = row["last_error"]
        seen = row["seen"]
        unmatched = row["unmatched"]
        unmatchedNames = row["unmatched_names"]
        failures = row["failures"]
    }
}
