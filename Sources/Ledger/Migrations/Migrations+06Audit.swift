extension Migrations {
    /// The chain of acts. The head stands apart, so that cutting rows off the end shows.
    static let audit = (
        "06-audit",
        """
        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            act TEXT NOT NULL,
            subject TEXT NOT NULL,
            details TEXT NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        );
        CREATE TABLE audit_head (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            count INTEGER NOT NULL,
            hash BLOB NOT NULL
        );
        INSERT INTO audit_head(id, count, hash) VALUES (1, 0, zeroblob(32));
        """
    )
}
