import Canonical
import Foundation
import GRDB
import Ownership

/// Rows of `gate_snapshots`.
enum SnapshotRow {
    static func latest(_ act: CutoverAct, of cutover: Int64, in db: Database) throws -> GateSnapshot? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM gate_snapshots WHERE cutover = ? AND act = ? ORDER BY id DESC LIMIT 1",
            arguments: [cutover, act.rawValue])
        return try row.map { row in
            let decoder = JSONDecoder()
            let names = try decoder.decode([String].self, from: Data(row.text("cells").utf8))
            // No cell has the revision 0: gates of an earlier release, which did not keep any, must be evaluated again.
            let revisions = try decoder.decode([Int].self, from: Data(row.text("revisions").utf8)) + names.map { _ in 0 }
            return GateSnapshot(
                act: act, plan: row.digest("plan") ?? .of(""), basis: row.text("basis"),
                cells: Dictionary(zip(names, revisions), uniquingKeysWith: { $1 }),
                exemptions: try decoder.decode([Int64].self, from: Data(row.text("exemptions").utf8)),
                results: try decoder.decode([GateResult].self, from: Data(row.text("results").utf8)), at: row.moment("at"))
        }
    }

    static func insert(_ snapshot: GateSnapshot, of cutover: Int64, in db: Database) throws {
        func json(_ value: some Encodable) throws -> String { String(decoding: try JSONEncoder().encode(value), as: UTF8.self) }
        try db.execute(
            sql: """
                INSERT INTO gate_snapshots(cutover, act, plan, basis, digest, at, cells, revisions, exemptions, results)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                cutover, snapshot.act.rawValue, snapshot.plan.data, snapshot.basis, snapshot.digest.data, snapshot.at.milliseconds,
                try json(snapshot.cells), try json(snapshot.revisions), try json(snapshot.exemptions), try json(snapshot.results),
            ])
    }
}
