import Canonical
import GRDB

extension Ledger {
    /// The change feed: every version that became current, in commit order, after the cursor. `next` is given even
    /// on the last page, for the next call; it is `nil` only while nothing has ever been read.
    ///
    /// Versions replaced since are in it too: a consumer that applies all of them in order ends with
    /// the current ones. States that came too late to be current are not; the history of a record shows them.
    package func changes(after: Cursor? = nil, kind: String? = nil, limit: Int = 100) throws
        -> Page<RecordView>
    {
        let start = try after?.number() ?? 0
        return try read { db in
            let names = try Interning.domains(in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    \(RecordView.select) WHERE r.id > ?1 AND r.was_current = 1 AND (?2 IS NULL OR k.name = ?2)
                    ORDER BY r.id LIMIT ?3
                    """,
                arguments: [start, kind, limit])
            let views = rows.map { RecordView($0, domains: names) }
            // Where other kinds filled the rest of the feed, they need not be passed over again.
            let reached =
                views.count < limit
                ? try Int64.fetchOne(db, sql: "SELECT max(id) FROM records") : views.last?.version
            return Page(items: views, next: reached.map(Cursor.init(number:)) ?? after)
        }
    }
}
