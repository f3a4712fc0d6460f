import Canonical

/// What would happen to a transfer now.
package struct Rehearsal: Sendable {
    package var tally = Tally()
    /// Everything that stands where a record can stand; `nil` where the transfer was not read to its end.
    package var counts: FileCounts?
    /// The first ones, up to `mostRecords`.
    package var records: [RehearsedRecord] = []
    /// The transfer whose content it repeats, so that nothing would be posted.
    package var duplicateOf: Int64?
    /// There are more records than were looked at.
    package var isCut = false
    /// The whole transfer would be refused.
    package var refusal: [Finding] = []

    /// The ledger waits while a rehearsal is posted, and its records are held in memory, so it ends here.
    package static let mostRecords = 100_000

    package init() {}
}
