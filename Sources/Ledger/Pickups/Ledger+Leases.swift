import Canonical
import Foundation
import GRDB

extension Ledger {
    /// Takes the lease on a pickup, if nobody has it or the holder's has run out, and returns its
    /// fence, higher than any before; `nil` if somebody else is at it, or nothing is left to do. What
    /// is posted or refused already can be claimed as long as its source has not been seen to.
    ///
    /// A lease counts only while the clock is between its beginning and its end, so that a clock set
    /// back frees it rather than locking the file away; the fence keeps the late holder out.
    package func claim(_ id: Int64, owner: String, until expires: Instant) throws -> Int64? {
        let now = timekeeper.now().milliseconds
        return try write { db in
            try Int64.fetchOne(
                db,
                sql: """
                    UPDATE pickups SET owner = ?1, leased_at = ?2, expires = ?3, fence = fence + 1,
                        attempts = attempts + 1,
                        state = CASE WHEN state IN (1, 2, 8) THEN 3 ELSE state END
                    WHERE id = ?4 AND clear_action IS NULL AND state <> 9
                        AND (owner IS NULL OR leased_at > ?2 OR expires <= ?2)
                    RETURNING fence
                    """,
                arguments: [owner, now, expires.milliseconds, id])
        }
    }

    /// Prolongs a lease that is still ours.
    package func renew(_ step: PickupStep, until expires: Instant) throws {
        let now = timekeeper.now().milliseconds
        try write { db in
            try db.execute(
                sql: """
                    UPDATE pickups SET leased_at = ?, expires = ?
                    WHERE id = ? AND fence = ? AND owner IS NOT NULL
                    """,
                arguments: [now, expires.milliseconds, step.pickup, step.fence])
            guard db.changesCount == 1 else { throw LedgerError.fenced }
        }
    }

    /// Gives up the leases on a drop's open pickups that `owners` hold: processes that are known to be
    /// gone, or the caller's own from before. Should one of them be alive after all, its next step is
    /// refused once somebody else has claimed the pickup.
    package func dropLeases(of owners: Set<String>, drop: String) throws {
        guard !owners.isEmpty else { return }
        let marks = Array(repeating: "?", count: owners.count).joined(separator: ", ")
        try write { db in
            try db.execute(
                sql: """
                    UPDATE pickups SET owner = NULL, leased_at = NULL, expires = NULL
                    WHERE drop_name = ? AND clear_action IS NULL AND state <> 9 AND owner IN (\(marks))
                    """,
                arguments: [drop] + StatementArguments(owners.sorted()))
        }
    }

    /// Moves a claimed pickup on. Every change but `staged`, `refused`, `copied` and `settingAside` gives the
    /// lease up: after those the holder goes on.
    ///
    /// - Throws: `LedgerError.fenced` if the lease is no longer ours, or the step does not follow from
    ///   where the pickup stands.
    package func advance(_ step: PickupStep, _ change: PickupChange) throws {
        let now = timekeeper.now().milliseconds
        try write { db in
            let (assignments, arguments, from) = Self.update(for: change, at: now)
            try db.execute(
                sql: """
                    UPDATE pickups SET \(assignments)
                    WHERE id = ? AND fence = ? AND owner IS NOT NULL AND state IN (\(from))
                    """,
                arguments: arguments + [step.pickup, step.fence])
            guard db.changesCount == 1 else { throw LedgerError.fenced }
            if case .replaced(let finding, _) = change { try Self.report(finding, on: step.pickup, at: timekeeper.now(), in: db) }
        }
    }

    /// At the transfer of what was read before, if there was one.
    private static func report(_ finding: Finding, on pickup: Int64, at now: Instant, in db: Database) throws {
        guard let transfer = try Int64.fetchOne(db, sql: "SELECT transfer FROM pickups WHERE id = ?", arguments: [pickup]) else { return }
        try db.execute(sql: "UPDATE transfers SET exceptions_listed = exceptions_listed + 1 WHERE id = ?", arguments: [transfer])
        try ExceptionRow.insert(finding, scope: nil, transfer: transfer, at: now, in: db)
    }

    private static func update(for change: PickupChange, at now: Int64) -> (String, StatementArguments, String) {
        let release = "owner = NULL, leased_at = NULL, expires = NULL"
        let cleared = """
            state = CASE state WHEN 5 THEN 6 ELSE state END, clear_action = ?, aside = ?,
            last_error = CASE WHEN transfer IS NULL THEN last_error END, next_attempt = NULL
            """
        switch change {
        case .staged(let digest, let size):
            return ("state = 4, digest = ?, size = ?", [digest.data, size], "3, 4")
        case .settling(let size, let mtime):
            return (
                """
                state = 2, size = ?, mtime = ?, unchanged_polls = 0, unchanged_since = ?, digest = NULL,
                \(release)
                """, [size, mtime, now], "3, 4"
            )
        case .released:
            return ("state = CASE state WHEN 3 THEN 2 ELSE state END, \(release)", [], "3, 4, 5, 7")
        case .failed(let error, let next):
            return (
                """
                state = CASE state WHEN 3 THEN 8 ELSE state END, last_error = ?, next_attempt = ?, \(release)
                """, [error, next.milliseconds], "3, 4, 5, 7"
            )
        case .cleared(let action):
            return ("\(cleared), \(release)", [action, nil], "5, 7")
        case .replaced(_, let keptAside):
            return ("\(cleared), \(release)", ["replaced", keptAside.map { Data($0) }], "5, 7")
        case .copied(let digest):
            return ("digest = ?", [digest.data], "3")
        case .settingAside(let name):
            return ("aside = ?", [Data(name)], "5, 7")
        case .vanished:
            return ("state = 9, \(release)", [], "3")
        case .refused(let error):
            return ("state = 7, last_error = ?, next_attempt = NULL", [error], "3, 4")
        }
    }
}
