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
            return try count(record, of: draft, &state, at: now, in: db)
        }
        state.listed += 1
        var finding = finding
        finding.record = record
        if finding.interface.isEmpty { finding.interface = draft.reference }
        if finding.file.isEmpty { finding.file = draft.name }
        try insert(finding, scope: scope, transfer: state.transfer, at: now, in: db)
    }

    /// Only counts a finding. One exception stands for all of these: gates and seals rest on what is open.
    static func count(_ record: Int, of draft: TransferDraft, _ state: inout PostingState, at now: Instant, in db: Database) throws {
        state.notListed += 1
        guard !state.hasToldOfMore else { return }
        state.hasToldOfMore = true
        let finding = Finding(
            interface: draft.reference, file: draft.name, record: record, rule: more,
            expected: "at most \(PostingState.mostListed) exceptions of one file", found: "more of them, from record \(record) on",
            advice: "Look at the file as a whole and have it corrected at its source; this stands for every exception that is not listed.")
        try insert(finding, scope: nil, transfer: state.transfer, at: now, in: db)
    }

    static func hasToldOfMore(_ transfer: Int64, in db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 FROM exceptions WHERE transfer = ? AND rule = ? LIMIT 1", arguments: [transfer, more]) != nil
    }

    /// The rule of the exception that stands for the rest.
    private static let more = "more-exceptions"

    /// - Parameter scope: whose cells it concerns; `nil` where that could not be read.
    static func insert(_ finding: Finding, scope: Int64?, transfer: Int64, at now: Instant, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO exceptions(transfer, record, class, interface, file, line, offset, field, rule,
                    expected, found, advice, raw, state, opened_at, scope)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            transfer, finding.record, finding.class.rawValue, finding.interface.showingNUL, finding.file.showingNUL, finding.line,
            finding.offset, finding.field.showingNUL, finding.rule, finding.expected.showingNUL, finding.found.showingNUL,
            finding.advice.showingNUL, finding.raw.showingNUL,
            ExceptionState.open.rawValue, now.milliseconds, scope,
        ])
    }
}
