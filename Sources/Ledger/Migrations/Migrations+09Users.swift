extension Migrations {
    /// People and machines, what they may do, and which keys are theirs.
    static let users = (
        "09-users",
        """
        CREATE TABLE users (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,       -- never given again, since the audit names it
            roles TEXT NOT NULL,             -- separated by spaces
            domains TEXT NOT NULL,           -- selectors, separated by spaces
            is_service INTEGER NOT NULL,
            login TEXT,                      -- the name of the operating system's account
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        );
        CREATE UNIQUE INDEX users_login ON users(login) WHERE revoked_at IS NULL;
        ALTER TABLE api_keys ADD COLUMN user INTEGER REFERENCES users(id);
        CREATE INDEX api_keys_user ON api_keys(user) WHERE user IS NOT NULL;
        """
    )
}
