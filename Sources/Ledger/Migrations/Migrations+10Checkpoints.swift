extension Migrations {
    /// By which name checkpoints call this ledger, and which of them were exported.
    static let checkpoints = (
        "10-checkpoints",
        """
        CREATE TABLE ledger_identity (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL               -- 128 random bits; copies of the file keep it
        );
        INSERT INTO ledger_identity(id, name) VALUES (1, lower(hex(randomblob(16))));
        CREATE TABLE checkpoints (
            id INTEGER PRIMARY KEY,
            count INTEGER NOT NULL,          -- audit rows it covers
            hash BLOB NOT NULL,              -- of the last of them
            at INTEGER NOT NULL,
            place TEXT NOT NULL              -- where it was written to
        );
        """
    )
}
