import Canonical
import GRDB
import Ownership

/// Tells targets of new versions, in the transaction that makes them.
struct Outbox {
    /// A target that is told of an author's facts in one cell.
    struct Target {
        let id: Int64
        let role: EgressRole
    }

    let db: Database
    let map: EgressMap
    let now: Instant

    /// The targets of an author's facts in a cell; most cells have none.
    func targets(of writer: String, _ scope: Scope, domain: String) throws -> [Target] {
        guard !map.rules.isEmpty else { return [] }
        return try map.roles(of: writer, scope, domain: domain).map {
            Target(id: try Interning.target($0.target, in: db), role: $0.role)
        }
    }

    /// - Parameter replaced: the version of the fact that is current no more.
    func tell(_ targets: [Target], of version: Int64, domain: Int64, replaced: Int64?) throws {
        for target in try targets + others(than: targets, holding: replaced, domain: domain) {
            let posted = try replaced.flatMap { try posting(of: $0, domain: domain, to: target.id) }
            for (act, record, role) in EgressMap.deliveries(of: version, as: target.role, posted: posted) {
                let statement = try db.cachedStatement(
                    sql: "INSERT INTO outbox(target, domain, record, role, act, at) VALUES (?, ?, ?, ?, ?, ?)")
                try statement.execute(arguments: [
                    target.id, domain, record, role == .poster ? 1 : 2, act.rawValue, now.milliseconds,
                ])
            }
        }
    }

    /// Targets that hold the replaced version by our posting and are told nothing of the new one's author: it is
    /// taken back there.
    private func others(than targets: [Target], holding replaced: Int64?, domain: Int64) throws -> [Target] {
        guard let replaced, !map.rules.isEmpty else { return [] }
        let statement = try db.cachedStatement(
            sql: "SELECT DISTINCT target FROM outbox WHERE record = ? AND domain = ? AND role = 1 ORDER BY target")
        return try Int64.fetchAll(statement, arguments: [replaced, domain])
            .filter { id in !targets.contains { $0.id == id } }.map { Target(id: $0, role: .none) }
    }

    /// The version itself, if the target holds it by our posting.
    private func posting(of record: Int64, domain: Int64, to target: Int64) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT sum(CASE act WHEN 2 THEN -1 ELSE 1 END) FROM outbox
                WHERE record = ? AND target = ? AND domain = ? AND role = 1
                """)
        let balance = try Int.fetchOne(statement, arguments: [record, target, domain]) ?? 0
        return balance > 0 ? record : nil
    }
}
