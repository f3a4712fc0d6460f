import Canonical
import GRDB

/// Writes rows of `exceptions`.
enum ExceptionRow {
    /// Stores a finding, or only counts it once the transfer has its share of rows.
    static func insert(
        _ finding: Finding, record: Int, scope: Int64? = nil, of draft: TransferDraft, _ state: inout PostingState,
        always: Bool = false, at now: Instant, in db: Database
    ) throws {
        guard always || state.listed < PostingState.mostListed else {
            state.notListed += 1
            return
        }
        state.listed += 1
        var finding = finding
        finding.record = record
        if finding.interface.isEmpty { finding.interface = draft.reference }
        if finding.file.isEmpty { finding.file = draft.name }
        try insert(finding, scope: scope, transfer: state.transfer, at: now, in: db)
    }

    /// - Parameter scope: whose cells it concerns; `nil` where that could not be read.
    static func insert(_ finding: Finding, scope: Int64?, transfer: Int64, at now: Instant, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO exceptions(transfer, record, class, interface, file, line, offset, field, rule,
                    expected, found, advice, raw, state, opened_at, scope)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            transfer, finding.record, finding.class.rawValue, finding.interface, finding.file, finding.line, finding.offset,
            finding.field, finding.rule, finding.expected, finding.found, finding.advice, finding.raw,
            ExceptionState.open.rawValue, now.milliseconds, scope,
        ])
    }
}
