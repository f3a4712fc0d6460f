import Canonical
import GRDB
import Ownership

extension Ledger {
    /// The figures of every interface that is on its way out.
    package func retirementFigures(_ declared: [InterfaceLife]) throws -> [RetirementFigures] {
        let today = timekeeper.now().utcDay
        return try read { db in
            try declared.map { try LifeRow.effective($0, in: db) }.filter(\.life.status.mustEnd)
                .map { try Self.figures(of: $0, on: today, in: db) }
        }
    }

    /// One row for every interface that is on its way out or retired.
    ///
    /// - Parameters:
    ///   - declared: every interface, as its contract declares it.
    ///   - isArchived: whether the bytes of a digest can be read.
    package func retirements(_ declared: [InterfaceLife], isArchived: @escaping (Digest) -> Bool) throws -> [RetirementView] {
        try read { db in
            let reader = EvidenceReader(db: db, now: timekeeper.now(), others: declared, isArchived: isArchived)
            return try declared.map { try LifeRow.effective($0, in: db) }
                .filter { $0.life.status.mustEnd || $0.life.status == .retired }
                .map { try Self.view(of: $0, reader) }
        }
    }

    /// Everything about one interface, whatever its status.
    ///
    /// - Parameters: as of `retirements(_:isArchived:)`.
    package func retirement(of one: InterfaceLife, among declared: [InterfaceLife], isArchived: @escaping (Digest) -> Bool) throws
        -> RetirementDetails
    {
        let steps = try lifeSteps(one.interface, version: one.version)
        return try read { db in
            let now = timekeeper.now()
            let reader = EvidenceReader(db: db, now: now, others: declared, isArchived: isArchived)
            let planned = try Row.fetchAll(
                db, sql: "SELECT * FROM brownouts WHERE interface = ? AND version = ? ORDER BY from_at",
                arguments: [one.interface, one.version])
            return RetirementDetails(
                view: try Self.view(of: try LifeRow.effective(one, in: db), reader),
                consumers: try ConsumerRow.all(of: one, in: db), usage: try Self.usage(of: one, on: now.utcDay, in: db),
                brownouts: planned.map(BrownoutView.init), steps: steps)
        }
    }

    private static func figures(of subject: InterfaceLife, on today: BusinessDate, in db: Database) throws
        -> RetirementFigures
    {
        RetirementFigures(
            subject: subject, burndown: try Burndown(of: subject, on: today, in: db),
            isOverdue: subject.life.isOverdue(on: today))
    }

    private static func view(of subject: InterfaceLife, _ reader: EvidenceReader) throws -> RetirementView {
        let today = reader.now.utcDay
        let consumers = try ConsumerRow.all(of: subject, in: reader.db)
        let missing: [String] =
            switch subject.life.status {
            case .retiring: RetirementCheck(try reader.evidence(on: subject)).missing
            case .transitional: subject.life.omissions
            case .proposed, .strategic, .retired: []
            }
        return RetirementView(
            figures: try figures(of: subject, on: today, in: reader.db),
            active: consumers.count { $0.isStanding && $0.isActive(on: today) },
            silent: consumers.count { $0.isStanding && !$0.isActive(on: today) }, missing: missing,
            warnings: try brownouts(of: subject, from: reader.now, in: reader.db).compactMap(\.objection))
    }

    private static func usage(of subject: InterfaceLife, on today: BusinessDate, in db: Database) throws -> [UsageView] {
        let id = try Interning.interfaceIfSeen(subject.interface, version: subject.version, in: db) ?? 0
        return try Row.fetchAll(
            db,
            sql: """
                SELECT u.*, \(EvidenceReader.cellName) AS cell_name
                FROM usage u LEFT JOIN cells c ON c.id = u.cell LEFT JOIN scopes s ON s.id = c.scope
                    LEFT JOIN kinds k ON k.id = s.kind LEFT JOIN domains d ON d.id = c.domain
                WHERE u.interface = ? AND u.day > ? ORDER BY u.day DESC, u.cell, u.door, u.source
                """,
            arguments: [id, today.days - ConsumerView.recentDays]
        ).map(UsageView.init)
    }
}
