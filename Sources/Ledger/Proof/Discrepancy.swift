import GRDB

/// One thing that must never be found: a query for it, and how to say it. `%` stands for the subject.
struct Discrepancy {
    let sentence: String
    let query: String

    func find(in db: Database) throws -> [String] {
        try String.fetchAll(db, sql: query + " LIMIT 100").map {
            sentence.split(separator: "%", omittingEmptySubsequences: false).joined(separator: $0)
        }
    }

    static let all = [
        Discrepancy(
            sentence: "transfer %: its counts do not add up to its records",
            query: """
                SELECT id FROM transfers
                WHERE accepted + duplicate + shadow + held + quarantined + rejected + superseded <> posted_through
                """),
        Discrepancy(
            sentence: "transfer %: its outcomes do not cover every record exactly once",
            query: """
                SELECT t.id FROM transfers t LEFT JOIN outcomes o ON o.transfer = t.id
                GROUP BY t.id
                HAVING coalesce(sum(o.count), 0) <> t.posted_through
                    OR coalesce(min(o.number), 1) <> 1
                    OR coalesce(max(o.number + o.count - 1), 0) <> t.posted_through
                """),
        Discrepancy(
            sentence: "transfer %: what was read of it is not what became records and what was passed over",
            query: """
                SELECT t.id FROM transfers t WHERE t.state IN (2, 3) AND t.read_groups <> t.posted_through + (
                    SELECT coalesce(sum(c.count), 0) FROM transfer_counts c WHERE c.transfer = t.id AND c.fate = 'passed-over')
                """),
        Discrepancy(
            sentence: "transfer %: counts of a transfer that was not counted",
            query: """
                SELECT DISTINCT c.transfer FROM transfer_counts c LEFT JOIN transfers t ON t.id = c.transfer
                WHERE t.read_groups IS NULL
                """),
        Discrepancy(
            sentence: "transfer %: two outcomes claim the same record",
            query: """
                SELECT transfer FROM (SELECT transfer, number,
                    lag(number + count, 1, 1) OVER (PARTITION BY transfer ORDER BY number) AS expected
                    FROM outcomes) WHERE number <> expected GROUP BY transfer
                """),
        Discrepancy(
            sentence: "transfer %: its counts differ from its outcomes",
            query: """
                SELECT t.id FROM transfers t LEFT JOIN outcomes o ON o.transfer = t.id
                GROUP BY t.id
                HAVING coalesce(sum(o.count) FILTER (WHERE o.outcome = 1), 0) <> t.accepted
                    OR coalesce(sum(o.count) FILTER (WHERE o.outcome = 2), 0) <> t.duplicate
                    OR coalesce(sum(o.count) FILTER (WHERE o.outcome = 3), 0) <> t.shadow
                    OR coalesce(sum(o.count) FILTER (WHERE o.outcome = 4), 0) <> t.held
                    OR coalesce(sum(o.count) FILTER (WHERE o.outcome = 5), 0) <> t.quarantined
                    OR coalesce(sum(o.count) FILTER (WHERE o.outcome = 6), 0) <> t.rejected
                    OR coalesce(sum(o.count) FILTER (WHERE o.outcome = 7), 0) <> t.superseded
                """),
        Discrepancy(
            sentence: "% canonical versions more or fewer than accepted records",
            query: """
                SELECT n FROM (SELECT coalesce((SELECT max(id) FROM records), 0)
                    - (SELECT count(*) FROM records WHERE was_current = 0)
                    - coalesce((SELECT sum(accepted + later_versions) FROM transfers), 0) AS n) WHERE n <> 0
                """),
        Discrepancy(
            sentence: "pickup %: posted without a transfer",
            query: "SELECT id FROM pickups WHERE state IN (5, 6) AND transfer IS NULL"),
        Discrepancy(
            sentence: "pickup %: its transfer is not finished",
            query: """
                SELECT p.id FROM pickups p JOIN transfers t ON t.id = p.transfer
                WHERE p.state IN (5, 6) AND t.state NOT IN (2, 3)
                """),
        Discrepancy(
            sentence: "pickup %: posted more than once",
            query: """
                SELECT pickup FROM transfers WHERE pickup IS NOT NULL AND state IN (2, 3)
                GROUP BY pickup HAVING count(*) > 1
                """),
        Discrepancy(
            sentence: "transfer %: posted, but its pickup does not say so",
            query: """
                SELECT t.id FROM transfers t JOIN pickups p ON p.id = t.pickup
                WHERE t.state IN (2, 3) AND (p.state NOT IN (5, 6, 7) OR p.transfer IS NOT t.id)
                """),
    ]
}
