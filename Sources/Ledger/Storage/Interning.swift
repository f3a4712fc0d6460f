import Canonical
import GRDB

/// Long names are stored once; tables with many rows refer to them by small integers.
enum Interning {
    static func writer(_ name: String, in db: Database) throws -> Int64 {
        try intern(name, "writers", in: db)
    }

    /// At most 62, since a set of domains is stored as the bits of one integer.
    static func domain(_ name: String, in db: Database) throws -> Int64 {
        let id = try intern(name, "domains", in: db)
        guard id <= 62 else { throw LedgerError.tooManyDomains }
        return id
    }

    static func domains(in db: Database) throws -> [Int64: String] { try names("domains", in: db) }
    static func writers(in db: Database) throws -> [Int64: String] { try names("writers", in: db) }

    /// The names of a set of domains, in the order in which they were first seen.
    static func names(of set: Int64, among domains: [Int64: String]) -> [String] {
        domains.keys.sorted().filter { set & (1 << $0) != 0 }.compactMap { domains[$0] }
    }

    static func interface(_ name: String, version: String, in db: Database) throws -> Int64 {
        let (name, version) = (try name.storable("The interface's name"), try version.storable("The interface's version"))
        if let id = try interfaceIfSeen(name, version: version, in: db) { return id }
        try db.execute(
            sql: "INSERT INTO interfaces(name, version) VALUES (?, ?)", arguments: [name, version])
        return db.lastInsertedRowID
    }

    static func interfaceIfSeen(_ name: String, version: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db, sql: "SELECT id FROM interfaces WHERE name = ? AND version = ?",
            arguments: [name, version])
    }

    /// Remembers whether keys of the kind begin with its date, so that one day of it can be listed
    /// by a range of keys. A later version of the kind that breaks this turns it off for good.
    static func kind(_ kind: Kind, in db: Database) throws -> Int64 {
        let keyedByDate = kind.key.first == kind.anchor
        if let row = try Row.fetchOne(
            db, sql: "SELECT id, keyed_by_date FROM kinds WHERE name = ?", arguments: [kind.name])
        {
            let id: Int64 = row["id"]
            if !keyedByDate, row["keyed_by_date"] {
                try db.execute(
                    sql: "UPDATE kinds SET keyed_by_date = 0 WHERE id = ?", arguments: [id])
            }
            return id
        }
        try db.execute(
            sql: "INSERT INTO kinds(name, keyed_by_date) VALUES (?, ?)",
            arguments: [kind.name, keyedByDate])
        return db.lastInsertedRowID
    }

    /// A scope whose kind has been seen, or is only known by its name so far.
    static func scope(_ scope: Scope, in db: Database) throws -> Int64 {
        var kind = try Int64.fetchOne(db, sql: "SELECT id FROM kinds WHERE name = ?", arguments: [scope.kind])
        if kind == nil {
            try db.execute(sql: "INSERT INTO kinds(name, keyed_by_date) VALUES (?, 0)", arguments: [scope.kind])
            kind = db.lastInsertedRowID
        }
        return try self.scope(scope, kind: kind ?? 0, in: db)
    }

    static func target(_ name: String, in db: Database) throws -> Int64 { try intern(name, "targets", in: db) }
    static func targets(in db: Database) throws -> [Int64: String] { try names("targets", in: db) }

    static func scope(_ scope: Scope, kind: Int64, in db: Database) throws -> Int64 {
        let scope = Scope(
            kind: scope.kind, entity: try scope.entity.storable("The legal entity"), location: try scope.location.storable("The location"))
        let known = try Int64.fetchOne(
            db, sql: "SELECT id FROM scopes WHERE kind = ? AND entity = ? AND location = ?",
            arguments: [kind, scope.entity, scope.location])
        if let known { return known }
        try db.execute(
            sql: "INSERT INTO scopes(kind, entity, location) VALUES (?, ?, ?)",
            arguments: [kind, scope.entity, scope.location])
        return db.lastInsertedRowID
    }

    private static func intern(_ name: String, _ table: String, in db: Database) throws -> Int64 {
        let name = try name.storable("A name in \(table)")
        if let id = try Int64.fetchOne(
            db, sql: "SELECT id FROM \(table) WHERE name = ?", arguments: [name])
        {
            return id
        }
        try db.execute(sql: "INSERT INTO \(table)(name) VALUES (?)", arguments: [name])
        return db.lastInsertedRowID
    }

    private static func names(_ table: String, in db: Database) throws -> [Int64: String] {
        try Row.fetchAll(db, sql: "SELECT id, name FROM \(table)")
            .reduce(into: [:]) { $0[$1["id"]] = $1["name"] }
    }
}
