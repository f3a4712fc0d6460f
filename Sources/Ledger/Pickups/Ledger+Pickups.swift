import Canonical
import Foundation
import GRDB

extension Ledger {
    /// All pickups of a drop with something left to do, oldest first: not taken yet, in hand, or posted
    /// or refused with their source still to be seen to.
    package func openPickups(drop: String) throws -> [Pickup] {
        try pickups("drop_name = ? AND clear_action IS NULL AND state <> 9 ORDER BY id", [drop])
    }

    /// Files that were posted or refused and left where they are: seen again, they are no news.
    package func leftPickups(drop: String) throws -> [Pickup] {
        try pickups("drop_name = ? AND clear_action = 'leave' ORDER BY id", [drop])
    }

    /// Notes that files which were left are not there any more as they were: whatever has their names
    /// from now on is news.
    /// - Parameter action: what became of them: `gone` or `replaced`.
    package func noteNoLongerLeft(_ ids: [Int64], action: String) throws {
        guard !ids.isEmpty else { return }
        try write { db in
            let update = try db.cachedStatement(
                sql: "UPDATE pickups SET clear_action = ? WHERE id = ? AND clear_action = 'leave'")
            for id in ids { try update.execute(arguments: [action, id]) }
        }
    }

    /// All generations of a name, oldest first.
    package func pickups(drop: String, path: [UInt8]) throws -> [Pickup] {
        try pickups("drop_name = ? AND path = ? ORDER BY generation", [drop, Data(path)])
    }

    /// Every pickup that has had this content, in any drop, oldest first.
    package func pickups(digest: Digest) throws -> [Pickup] {
        try pickups("digest = ? ORDER BY id", [digest.data])
    }

    package func pickup(_ id: Int64) throws -> Pickup? { try pickups("id = ?", [id]).first }

    /// Pickups of all drops, or of one, newest first.
    package func pickups(drop: String?, state: PickupState?, limit: Int) throws -> [Pickup] {
        try pickups(
            "(?1 IS NULL OR drop_name = ?1) AND (?2 IS NULL OR state = ?2) ORDER BY id DESC LIMIT ?3",
            [drop, state?.rawValue, limit])
    }

    /// Stores what a poll saw, in one transaction, and returns the rows as they stand afterwards, in
    /// the same order.
    ///
    /// New names get a row, or a new generation if the earlier file of that name is done with. Rows
    /// that somebody has claimed in the meantime are returned untouched.
    ///
    /// The number of a row is the file's arrival number in its drop: by order of first sight and, among files that one look
    /// saw first, by their time, then by their name. It decides which of two files has the later word on a fact.
    package func observe(_ pickups: [Pickup]) throws -> [Pickup] {
        try write { db in
            var stored = pickups
            for index in pickups.indices.sorted(by: { pickups[$0].isEarlier(than: pickups[$1]) }) {
                stored[index] = try observe(pickups[index], in: db)
            }
            return stored
        }
    }

    private func observe(_ seen: Pickup, in db: Database) throws -> Pickup {
        let select = try db.cachedStatement(
            sql: "SELECT * FROM pickups WHERE drop_name = ? AND path = ? ORDER BY generation DESC LIMIT 1")
        let latest = try Row.fetchOne(select, arguments: [seen.drop, Data(seen.path)]).map(Pickup.init)
        var pickup = seen
        if let latest, !latest.isDone {
            guard latest.state.isObservable, seen.state.isObservable || seen.state == .vanished,
                latest.fence == seen.fence || seen.id == 0
            else { return latest }
            pickup.id = latest.id
            pickup.generation = latest.generation
            pickup.fence = latest.fence
            let update = try db.cachedStatement(
                sql: """
                    UPDATE pickups SET state = ?, size = ?, mtime = ?, unchanged_polls = ?,
                        unchanged_since = ?, last_error = ? WHERE id = ?
                    """)
            try update.execute(arguments: [
                pickup.state.rawValue, pickup.size, pickup.mtime, pickup.unchangedPolls,
                pickup.unchangedSince.milliseconds, pickup.lastError, pickup.id,
            ])
            return pickup
        }
        // A row that has become final since the poll began is not news either.
        if let latest, latest.id == seen.id { return latest }
        pickup.generation = (latest?.generation ?? 0) + 1
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO pickups(drop_name, path, generation, state, size, mtime, unchanged_polls,
                    first_seen, unchanged_since, last_error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try insert.execute(arguments: [
            pickup.drop, Data(pickup.path), pickup.generation, pickup.state.rawValue, pickup.size,
            pickup.mtime, pickup.unchangedPolls, pickup.firstSeen.milliseconds,
            pickup.unchangedSince.milliseconds, pickup.lastError,
        ])
        pickup.id = db.lastInsertedRowID
        return pickup
    }

    private func pickups(_ condition: String, _ arguments: StatementArguments) throws -> [Pickup] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM pickups WHERE \(condition)", arguments: arguments)
                .map(Pickup.init)
        }
    }
}
