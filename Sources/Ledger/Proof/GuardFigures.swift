import Canonical
import GRDB
import Ownership

/// The guard's figures for metrics: right after a restart, too.
package struct GuardFigures: Sendable {
    package struct Answer: Sendable {
        package let outcome: Outcome
        package let reason: Reason
        /// About records that had been set aside.
        package let isAgain: Bool
        package let count: Int
    }

    package struct Parity: Sendable {
        package let cutover: String
        package let facts: Int
        package let good: Int
        package let unexplained: Int
    }

    package let answers: [Answer]
    package let cells: [Phase: Int]
    package let parity: [Parity]
    package let held: Int
    /// Scopes in which something waits because nobody may open a cell there.
    package let scopesWithoutOwner: Int
    package let unconfirmedRollbacks: Int

    /// Answers to writers who may not state what they stated.
    package var unauthorised: Int {
        answers.filter { [.notOwner, .handedOver, .sealed, .retired, .noScope].contains($0.reason) }.reduce(0) { $0 + $1.count }
    }
    package var late: Int { answers.filter { $0.reason == .late }.reduce(0) { $0 + $1.count } }
}

extension Ledger {
    package func guardFigures() throws -> GuardFigures {
        try read { db in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            let answers = try Row.fetchAll(db, sql: "SELECT * FROM guard_counts").map { row in
                GuardFigures.Answer(
                    outcome: Outcome(rawValue: row["outcome"]) ?? .quarantined, reason: Reason(rawValue: row["reason"]) ?? .none,
                    isAgain: row["again"], count: row["count"])
            }
            let cells = try Row.fetchAll(db, sql: "SELECT phase, count(*) AS n FROM cells GROUP BY phase")
                .reduce(into: [Phase: Int]()) { $0[Phase(rawValue: $1["phase"]) ?? .sealed] = $1["n"] }
            let parity = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.name, coalesce(sum(d.facts), 0) AS facts, coalesce(sum(d.good), 0) AS good,
                        coalesce(sum(d.unexplained), 0) AS unexplained
                    FROM cutovers c JOIN cutover_cells x ON x.cutover = c.id AND x.is_open = 1
                        LEFT JOIN store_days d ON d.cell = x.cell GROUP BY c.id
                    """
            ).map { GuardFigures.Parity(cutover: $0["name"], facts: $0["facts"], good: $0["good"], unexplained: $0["unexplained"]) }
            return GuardFigures(
                answers: answers, cells: cells, parity: parity,
                held: try number("SELECT count(*) FROM set_aside INDEXED BY set_aside_waiting WHERE outcome = 4"),
                scopesWithoutOwner: try number(
                    """
                    SELECT count(*) FROM (SELECT DISTINCT a.scope FROM set_aside a WHERE a.outcome = 5 AND a.reason = 1) w
                    WHERE NOT EXISTS (SELECT 1 FROM cells c WHERE c.scope = w.scope)
                    """),
                unconfirmedRollbacks: try number(
                    "SELECT count(*) FROM cutover_cells WHERE rolled_back_at IS NOT NULL AND confirmed_at IS NULL"))
        }
    }
}
