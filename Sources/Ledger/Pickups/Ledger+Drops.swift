import Canonical
import GRDB

extension Ledger {
    /// Notes that a drop was looked into and how many names were there.
    /// - Parameters:
    ///   - unmatched: entries beside them that nothing takes.
    ///   - names: the first of those, escaped and short.
    package func notePoll(of drop: String, seen: Int, unmatched: Int = 0, names: String = "") throws {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO drops(name, last_poll_at, last_success_at, seen, unmatched, unmatched_names)
                    VALUES (?1, ?2, ?2, ?3, ?4, ?5)
                    ON CONFLICT DO UPDATE SET last_poll_at = ?2, last_success_at = ?2, seen = ?3,
                        unmatched = ?4, unmatched_names = ?5, last_error = NULL, failures = 0
                    """,
                arguments: [drop, timekeeper.now().milliseconds, seen, unmatched, names])
        }
    }

    /// Notes that a drop could not be looked into. `error` is shown to people: short, no secrets.
    package func notePollFailure(of drop: String, _ error: String) throws {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO drops(name, last_poll_at, last_error, failures) VALUES (?1, ?2, ?3, 1)
                    ON CONFLICT DO UPDATE SET last_poll_at = ?2, last_error = ?3, failures = failures + 1
                    """,
                arguments: [drop, timekeeper.now().milliseconds, error])
        }
    }

    package func drops() throws -> [DropStatus] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM drops ORDER BY name").map(DropStatus.init)
        }
    }
}
