import Canonical
import GRDB

/// Writes rows of `exceptions`.
enum ExceptionRow {
    /// Stores a finding, or only counts it once the transfer has its share of rows.
    static func insert(
        _ finding: Finding, record: Int, of draft: TransferDraft, _ state: inout PostingState,
        at now: Instant, in db: Database
    ) throws {
        guard state.listed < PostingState.mostListed else {
            state.notListed += 1
            return
        }
        state.listed += 1
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO exceptions(transfer, record, class, interface, file, line, offset, field, rule,
                    expected, found, advice, raw, state, opened_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            state.transfer, record, finding.class.rawValue,
            finding.interface.isEmpty ? draft.reference : finding.interface,
            finding.file.isEmpty ? draft.name : finding.file, finding.line, finding.offset,
            finding.field, finding.rule, finding.expected, finding.found, finding.advice, finding.raw,
            ExceptionState.open.rawValue, now.milliseconds,
        ])
    }
}
