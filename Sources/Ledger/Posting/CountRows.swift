import Canonical
import GRDB

/// Rows of `transfer_counts`.
enum CountRows {
    /// So many lines are kept of one transfer; the rest are added up. A sender chooses the names of what is ignored.
    static let most = 200
    /// The detail of a line that stands for the rest.
    static let others = "others"

    static func store(_ account: FileAccount, of transfer: Int64, in db: Database) throws {
        try db.execute(
            sql: "UPDATE transfers SET read_groups = ? WHERE id = ?", arguments: [account.records + account.passedOver, transfer])
        for (number, line) in bounded(account.counts).lines.enumerated() {
            let statement = try db.cachedStatement(
                sql: "INSERT INTO transfer_counts(transfer, number, record, fate, detail, count) VALUES (?, ?, ?, ?, ?, ?)")
            try statement.execute(arguments: [transfer, number, line.record, line.fate.rawValue, line.detail, line.count])
        }
    }

    static func fetch(of transfer: Int64, in db: Database) throws -> FileCounts {
        let statement = try db.cachedStatement(
            sql: "SELECT record, fate, detail, count FROM transfer_counts WHERE transfer = ? ORDER BY number")
        return try Row.fetchAll(statement, arguments: [transfer]).reduce(into: FileCounts()) { counts, row in
            guard let fate = FileCounts.Fate(rawValue: row["fate"]) else { return }
            counts.add(row["record"], fate, row["detail"], count: row["count"])
        }
    }

    private static func bounded(_ counts: FileCounts) -> FileCounts {
        counts.lines.enumerated().reduce(into: FileCounts()) { bounded, line in
            guard line.offset < most else { return bounded.add("", line.element.fate, others, count: line.element.count) }
            bounded.add(clean(line.element.record), line.element.fate, clean(line.element.detail), count: line.element.count)
        }
    }

    /// A name from outside: short, and without what would cut it or steer a terminal.
    private static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    }
}
