extension Migrations {
    /// Where each file of each drop stands, the archive's books, and how polls went.
    static let pickups = (
        "05-pickups",
        """
        CREATE TABLE pickups (
            id INTEGER PRIMARY KEY,
            drop_name TEXT NOT NULL,
            path BLOB NOT NULL,              -- the raw bytes of the name
            generation INTEGER NOT NULL,     -- 1 for the first file of that name, 2 for the next
            state INTEGER NOT NULL,
            size INTEGER NOT NULL,
            mtime INTEGER NOT NULL,
            unchanged_polls INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            unchanged_since INTEGER NOT NULL,
            owner TEXT,
            fence INTEGER NOT NULL DEFAULT 0,
            leased_at INTEGER,
            expires INTEGER,
            digest BLOB,
            transfer INTEGER REFERENCES transfers(id),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_attempt INTEGER,
            last_error TEXT,
            clear_action TEXT,
            UNIQUE (drop_name, path, generation)
        );
        CREATE INDEX pickups_open ON pickups(drop_name) WHERE state NOT IN (6, 7, 9);
        CREATE INDEX pickups_by_digest ON pickups(digest) WHERE digest IS NOT NULL;
        CREATE TABLE archived (
            digest BLOB PRIMARY KEY,
            size INTEGER NOT NULL,
            first_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE drops (
            name TEXT PRIMARY KEY,
            last_poll_at INTEGER,
            last_success_at INTEGER,
            last_error TEXT,
            seen INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        """
    )
}
