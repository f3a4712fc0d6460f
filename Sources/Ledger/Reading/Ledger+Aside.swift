import Canonical
import GRDB

extension Ledger {
    /// One record kept beside.
    package func setAside(_ id: Int64) throws -> AsideView? {
        try read { db in
            let names = try Interning.domains(in: db)
            return try Row.fetchOne(db, sql: AsideView.select + " WHERE a.id = ?", arguments: [id])
                .map { AsideView($0, domains: names) }
        }
    }

    /// Records kept beside, oldest first.
    package func setAside(outcome: Outcome? = nil, after: Cursor? = nil, limit: Int = 100) throws
        -> Page<AsideView>
    {
        let start = try after?.number() ?? 0
        return try read { db in
            let names = try Interning.domains(in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    \(AsideView.select) WHERE a.id > ?1 AND (?2 IS NULL OR a.outcome = ?2)
                    ORDER BY a.id LIMIT ?3
                    """,
                arguments: [start, outcome?.rawValue, limit + 1])
            return Page(rows.map { AsideView($0, domains: names) }, limit: limit) {
                Cursor(number: $0.aside)
            }
        }
    }
}
