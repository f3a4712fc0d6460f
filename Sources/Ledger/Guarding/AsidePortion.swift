import Canonical
import GRDB
import Ownership

/// What became of a copy in some of its domains. A copy that fares differently in its domains is split.
struct AsidePortion {
    var domains: Int64
    let outcome: Outcome
    let reason: Reason

    static func add(_ domain: Int64, _ outcome: Outcome, _ reason: Reason, to portions: inout [AsidePortion]) {
        if let index = portions.firstIndex(where: { $0.outcome == outcome && $0.reason == reason }) {
            portions[index].domains |= 1 << domain
        } else {
            portions.append(AsidePortion(domains: 1 << domain, outcome: outcome, reason: reason))
        }
    }

    /// The first portion keeps the row; each further one gets a copy of it. Rows of accepted, repeated and
    /// superseded records stay, as evidence of what was held.
    static func store(_ portions: [AsidePortion], of record: PendingRecord, in db: Database) throws {
        for (index, portion) in portions.enumerated() {
            if index > 0 {
                let copy = try db.cachedStatement(
                    sql: """
                        INSERT INTO set_aside(transfer, number, outcome, reason, scope, date, version, domains, flags, key, digest, body,
                            stated_order)
                        SELECT transfer, number, ?2, ?3, scope, date, version, ?4, flags, key, digest, body, stated_order
                        FROM set_aside WHERE id = ?1
                        """)
                try copy.execute(arguments: [record.id, portion.outcome.rawValue, portion.reason.rawValue, portion.domains])
            } else {
                let update = try db.cachedStatement(sql: "UPDATE set_aside SET outcome = ?2, reason = ?3, domains = ?4 WHERE id = ?1")
                try update.execute(arguments: [record.id, portion.outcome.rawValue, portion.reason.rawValue, portion.domains])
            }
        }
    }
}
