import Canonical
import Foundation
import GRDB
import Ownership

extension Ledger {
    /// What meets the caller with the API key `source` at an interface.
    package func admission(of source: String, to declared: InterfaceLife) throws -> Admission {
        try read { db in
            let subject = try LifeRow.effective(declared, in: db)
            let planned = try Self.brownout(of: subject, at: timekeeper.now(), in: db)
            return Admission(
                subject: subject, isTooLate: try Self.isTooLate(.rest, source, for: declared, in: db),
                brownout: planned.flatMap { $0.takesEffect ? $0.window : nil })
        }
    }

    /// Registers the drops of the settings as consumers, and releases all others.
    ///
    /// - Parameter keeping: drops of the settings whose interface cannot be told: what they were bound to stays.
    /// - Returns: those bound to a retiring interface that they were not bound to before, with its life. If
    ///   there are any, nothing is changed.
    package func registerDrops(_ bindings: [DropBinding], keeping: [String] = []) throws -> [DropBinding] {
        let now = timekeeper.now()
        return try write { db in
            let refused = try bindings.compactMap { binding -> DropBinding? in
                guard try Self.isTooLate(.file, binding.drop, for: binding.subject, in: db) else { return nil }
                return DropBinding(drop: binding.drop, subject: try LifeRow.effective(binding.subject, in: db))
            }
            guard refused.isEmpty else { return refused }
            let kept = try String(decoding: JSONEncoder().encode(keeping), as: UTF8.self)
            try db.execute(
                sql: """
                    UPDATE consumers SET released_at = ? WHERE door = ? AND released_at IS NULL
                        AND source NOT IN (SELECT value FROM json_each(?))
                    """,
                arguments: [now.milliseconds, Door.file.rawValue, kept])
            for binding in bindings {
                try ConsumerRow.note(
                    binding.subject.interface, binding.subject.version, .file, binding.drop, used: false, at: now, in: db)
            }
            return []
        }
    }

    /// Whether it is new to an interface that takes nobody new. That begins with the day somebody says so
    /// to this ledger: of an interface that only its contract calls retiring, nobody knows who came before.
    private static func isTooLate(_ door: Door, _ source: String, for declared: InterfaceLife, in db: Database) throws
        -> Bool
    {
        guard let life = try LifeRow.latest(declared.interface, declared.version, in: db), life.status == .retiring
        else { return false }
        return try !ConsumerRow.isRegistered(declared, door, source, in: db)
    }
}
