import Canonical
import GRDB
import Ownership

extension Ledger {
    /// The lives that count, in the order of the declared ones.
    package func lives(_ declared: [InterfaceLife]) throws -> [InterfaceLife] {
        try read { db in try declared.map { try LifeRow.effective($0, in: db) } }
    }

    /// The steps that people have taken, oldest first.
    package func lifeSteps(_ interface: String, version: String) throws -> [LifeStep] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM lives WHERE interface = ? AND version = ? ORDER BY id",
                arguments: [interface, version]
            ).map(LifeStep.init)
        }
    }

    /// Changes an interface's life.
    ///
    /// - Parameter declared: what its contract says, for where the ledger says nothing yet.
    /// - Throws: `LifeRefusal` with everything that stands against it; nothing is written then.
    package func setLife(_ declared: InterfaceLife, to change: LifeChange, reason: String, by actor: String) throws
        -> InterfaceLife
    {
        try step(declared, reason: reason, by: actor) { life, now, _ in
            try life.changed(by: change, reason: reason, at: now)
        }
    }

    /// Puts an interface's date off.
    ///
    /// - Throws: `LifeRefusal`.
    package func slipLife(_ declared: InterfaceLife, to date: BusinessDate, reason: String, by actor: String) throws
        -> InterfaceLife
    {
        try step(declared, act: "slipped", reason: reason, by: actor) { life, now, _ in
            try life.slipped(to: date, reason: reason, at: now)
        }
    }

    /// Ends an interface's life, if the evidence as of this transaction allows it.
    ///
    /// - Parameters:
    ///   - others: every declared interface, to find those that have taken over.
    ///   - isArchived: whether the bytes of a digest can be read.
    /// - Throws: `LifeRefusal` with every missing piece.
    package func retire(
        _ declared: InterfaceLife, among others: [InterfaceLife], isArchived: @escaping (Digest) -> Bool, reason: String,
        by actor: String
    ) throws -> InterfaceLife {
        try step(declared, reason: reason, by: actor) { life, now, db in
            var subject = declared
            subject.life = life
            let evidence = try EvidenceReader(db: db, now: now, others: others, isArchived: isArchived).evidence(on: subject)
            return try life.retired(on: evidence, reason: reason, at: now)
        }
    }

    /// One step and its audit row, in one transaction.
    private func step(
        _ declared: InterfaceLife, act: String? = nil, reason: String, by actor: String,
        _ next: (Life, Instant, Database) throws -> Life
    ) throws -> InterfaceLife {
        let now = timekeeper.now()
        return try write { db in
            let before = try LifeRow.effective(declared, in: db)
            var after = before
            after.life = try next(before.life, now, db)
            try LifeRow.append(after, reason, by: actor, at: now, in: db)
            try AuditChain.append(
                "interface.\(act ?? after.life.status.rawValue)", by: actor, on: "interface/\(after.reference)",
                [("before", before.life.json), ("after", after.life.json), ("reason", .string(reason))], at: now, in: db)
            return after
        }
    }
}
