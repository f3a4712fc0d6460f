extension Migrations {
    /// Canonical versions, which fact is current, and what is kept beside.
    ///
    /// No foreign keys here: every row of these tables is written by the one posting transaction that
    /// has just looked the referenced row up, and a check per row costs a tenth of the insert rate.
    static let records = (
        "03-records",
        """
        -- Append-only; ids are dense and in commit order, so this is the change feed as well.
        CREATE TABLE records (
            id INTEGER PRIMARY KEY,
            transfer INTEGER NOT NULL,
            number INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            date INTEGER NOT NULL,           -- days since 1970-01-01
            version INTEGER NOT NULL,        -- of the kind
            domains INTEGER NOT NULL,        -- bit n: the domain with id n
            flags INTEGER NOT NULL,
            key TEXT NOT NULL,
            digest BLOB NOT NULL,
            body BLOB NOT NULL
        );
        CREATE TABLE facts (
            scope INTEGER NOT NULL,
            key TEXT NOT NULL,
            domain INTEGER NOT NULL,
            record INTEGER NOT NULL,         -- the current version
            epoch INTEGER NOT NULL,
            transfer INTEGER NOT NULL,       -- the last one that stated it, changed or not
            PRIMARY KEY (scope, key, domain)
        ) WITHOUT ROWID;
        CREATE TABLE supersessions (
            record INTEGER NOT NULL,
            replaced INTEGER NOT NULL,
            PRIMARY KEY (record, replaced)
        ) WITHOUT ROWID;
        -- Shadow, held and quarantined: content kept without effect on canonical data.
        CREATE TABLE set_aside (
            id INTEGER PRIMARY KEY,
            transfer INTEGER NOT NULL,
            number INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            date INTEGER NOT NULL,
            version INTEGER NOT NULL,
            domains INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            key TEXT NOT NULL,
            digest BLOB NOT NULL,
            body BLOB NOT NULL
        );
        CREATE INDEX set_aside_held ON set_aside(scope, date) WHERE outcome = 4;
        """
    )
}
