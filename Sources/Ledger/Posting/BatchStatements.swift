import Canonical
import GRDB

/// The statements a batch needs, with what is the same for all its rows bound once.
struct BatchStatements {
    private let lookup: RawStatement
    private let record: RawStatement
    private let fact: RawStatement
    private let replace: RawStatement
    private let touch: RawStatement
    private let supersede: RawStatement
    private let aside: RawStatement
    private let version: RawStatement

    init(_ db: Database, transfer: Int64, digest: UnsafeMutableRawBufferPointer) throws {
        lookup = try RawStatement(
            db, "SELECT domain, record, transfer FROM facts WHERE scope = ? AND key = ?")
        record = try RawStatement(
            db,
            """
            INSERT INTO records(id, transfer, number, scope, date, version, domains, flags, key, digest, body,
                stated_order, was_current)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """)
        fact = try RawStatement(
            db,
            """
            INSERT INTO facts(scope, key, domain, record, epoch, transfer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """)
        replace = try RawStatement(
            db,
            """
            UPDATE facts SET record = ?4, epoch = ?5, transfer = ?6
            WHERE scope = ?1 AND key = ?2 AND domain = ?3
            """)
        touch = try RawStatement(
            db, "UPDATE facts SET transfer = ?4 WHERE scope = ?1 AND key = ?2 AND domain = ?3")
        supersede = try RawStatement(db, "INSERT OR IGNORE INTO supersessions(record, replaced) VALUES (?, ?)")
        aside = try RawStatement(
            db,
            """
            INSERT INTO set_aside(id, transfer, number, scope, date, version, domains, flags, key, digest,
                body, stated_order, outcome, reason)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """)
        version = try RawStatement(db, "SELECT digest, stated_order FROM records WHERE id = ?")
        for statement in [record, aside] {
            statement.bind(transfer, at: 2)
            statement.bindBlob(UnsafeRawBufferPointer(digest), at: 10)
        }
        fact.bind(transfer, at: 6)
        replace.bind(transfer, at: 6)
        touch.bind(transfer, at: 4)
    }

    /// Current versions under a key, one for each domain that has one. Binds the key for `state`,
    /// `restate` and `touch` as well.
    func find(scope: Int64, key: UnsafeRawBufferPointer, into hits: inout [FactHit]) throws {
        hits.removeAll(keepingCapacity: true)
        lookup.bind(scope, at: 1)
        lookup.bindText(key, at: 2)
        while try lookup.step() {
            hits.append(
                FactHit(
                    domain: lookup.integer(0), record: lookup.integer(1), transfer: lookup.integer(2)))
        }
        lookup.reset()
        fact.bind(scope, at: 1)
        fact.bindText(key, at: 2)
        guard !hits.isEmpty else { return }
        for statement in [replace, touch] {
            statement.bind(scope, at: 1)
            statement.bindText(key, at: 2)
        }
    }

    /// - Parameter isCurrent: `false` for a version that a later one was current before.
    func insert(_ item: RecordInHand, id: Int64, scope: Int64, domains: Int64, flags: Int, isCurrent: Bool) throws {
        bind(item, to: record, id: id, scope: scope, domains: domains, flags: flags)
        record.bind(isCurrent ? 1 : 0, at: 13)
        try record.run()
    }

    func setAside(
        _ item: RecordInHand, id: Int64, scope: Int64, domains: Int64, flags: Int, outcome: Int,
        reason: Int
    ) throws {
        bind(item, to: aside, id: id, scope: scope, domains: domains, flags: flags)
        aside.bind(outcome, at: 13)
        aside.bind(reason, at: 14)
        try aside.run()
    }

    /// A fact that was not there.
    func state(domain: Int64, record: Int64, epoch: Int) throws {
        fact.bind(domain, at: 3)
        fact.bind(record, at: 4)
        fact.bind(epoch, at: 5)
        try fact.run()
    }

    /// A new version of a fact that was there.
    func restate(domain: Int64, record: Int64, epoch: Int, replaced: Int64) throws {
        replace.bind(domain, at: 3)
        replace.bind(record, at: 4)
        replace.bind(epoch, at: 5)
        try replace.run()
        supersede.bind(record, at: 1)
        supersede.bind(replaced, at: 2)
        try supersede.run()
    }

    /// Notes that the transfer stated the fact again, unchanged.
    func touch(domain: Int64) throws {
        touch.bind(domain, at: 3)
        try touch.run()
    }

    /// Whether a version has this content, and the version that it states of itself.
    func look(at record: Int64, for digest: UnsafeRawBufferPointer) throws -> (isContent: Bool, order: Int64?) {
        version.bind(record, at: 1)
        defer { version.reset() }
        guard try version.step() else { return (false, nil) }
        return (version.blob(0).elementsEqual(digest), version.optionalInteger(1))
    }

    /// Lets go of the batch's bytes.
    func release() {
        for statement in [lookup, record, fact, replace, touch, supersede, aside, version] {
            statement.release()
        }
    }

    private func bind(
        _ item: RecordInHand, to statement: RawStatement, id: Int64, scope: Int64, domains: Int64,
        flags: Int
    ) {
        statement.bind(id, at: 1)
        statement.bind(item.entry.number, at: 3)
        statement.bind(scope, at: 4)
        statement.bind(Int64(item.entry.date.days), at: 5)
        statement.bind(item.version, at: 6)
        statement.bind(domains, at: 7)
        statement.bind(flags, at: 8)
        statement.bindText(item.key, at: 9)
        statement.bindBlob(item.body, at: 11)
        if let order = item.entry.order { statement.bind(order, at: 12) } else { statement.bindNull(at: 12) }
    }
}
