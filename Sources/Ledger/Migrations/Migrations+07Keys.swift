extension Migrations {
    static let keys = (
        "07-keys",
        """
        CREATE TABLE api_keys (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            hash BLOB NOT NULL UNIQUE,       -- SHA-256 of the token, which is stored nowhere
            scopes TEXT NOT NULL,            -- separated by spaces
            writer TEXT,
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        );
        CREATE UNIQUE INDEX api_keys_in_use ON api_keys(name) WHERE revoked_at IS NULL;
        """
    )
}
