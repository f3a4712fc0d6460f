import Canonical

/// What a pass over a whole file found.
package struct TranslationSummary: Sendable {
    /// Canonical records, good and bad.
    package var records = 0
    package var rejected = 0
    /// Groups that no map wants: training and control transactions.
    package var passedOver = 0
    /// What became of everything that stood where a record can stand.
    package var counts = FileCounts()
    /// What is wrong with the file itself: totals that do not add up, records that are missing. While
    /// this is not empty, nothing of the file may be posted.
    package var findings: [Finding] = []

    package init() {}
}
