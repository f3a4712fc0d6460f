extension Migrations {
    /// Names that are stored once, and who owns which dates of which cell.
    static let cells = (
        "01-cells",
        """
        CREATE TABLE kinds (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            keyed_by_date INTEGER NOT NULL   -- 1: keys begin with the business date
        );
        CREATE TABLE domains (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE interfaces (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            UNIQUE (name, version)
        );
        CREATE TABLE scopes (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL REFERENCES kinds(id),
            entity TEXT NOT NULL,
            location TEXT NOT NULL,
            UNIQUE (kind, entity, location)
        );
        CREATE TABLE cells (
            id INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL REFERENCES scopes(id),
            domain INTEGER NOT NULL REFERENCES domains(id),
            phase INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            outgoing INTEGER NOT NULL REFERENCES writers(id),
            incoming INTEGER REFERENCES writers(id),
            boundary INTEGER,                -- days since 1970-01-01
            watermark INTEGER,
            highest_date INTEGER,            -- of all records ever accepted
            opened_at INTEGER NOT NULL,
            UNIQUE (scope, domain)
        );
        CREATE TABLE epochs (
            cell INTEGER NOT NULL REFERENCES cells(id),
            epoch INTEGER NOT NULL,
            from_date INTEGER,               -- NULL: from the beginning
            writer INTEGER NOT NULL REFERENCES writers(id),
            sealed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (cell, epoch)
        ) WITHOUT ROWID;
        """
    )
}
