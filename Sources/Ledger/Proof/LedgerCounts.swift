import Canonical

/// Figures for metrics: cheap enough to be read every few seconds.
package struct LedgerCounts: Sendable, Hashable {
    package let transfers: [TransferState: Int]
    package let tally: Tally
    /// Canonical versions.
    package let versions: Int
    package let openExceptions: [Finding.Class: Int]
    package let pickups: [PickupState: Int]
    package let auditRows: Int
    /// Of the database file, without its log.
    package let bytes: Int
}
