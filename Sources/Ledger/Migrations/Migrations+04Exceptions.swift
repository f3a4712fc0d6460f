extension Migrations {
    static let exceptions = (
        "04-exceptions",
        """
        CREATE TABLE exceptions (
            id INTEGER PRIMARY KEY,
            transfer INTEGER NOT NULL REFERENCES transfers(id),
            record INTEGER NOT NULL,         -- 0: the whole file
            class TEXT NOT NULL,             -- technical, business
            interface TEXT NOT NULL,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            field TEXT NOT NULL,
            rule TEXT NOT NULL,
            expected TEXT NOT NULL,
            found TEXT NOT NULL,
            advice TEXT NOT NULL,
            raw TEXT NOT NULL,
            state INTEGER NOT NULL,          -- 1 open, 2 resolved
            opened_at INTEGER NOT NULL,
            resolved_at INTEGER,
            resolved_by TEXT,
            resolution TEXT
        );
        CREATE INDEX exceptions_by_transfer ON exceptions(transfer, record);
        CREATE INDEX exceptions_open ON exceptions(state) WHERE state = 1;
        """
    )
}
