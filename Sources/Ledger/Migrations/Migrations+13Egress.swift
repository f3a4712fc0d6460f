extension Migrations {
    /// What targets are told, and what the guard has said so far.
    static let egress = (
        "13-egress",
        """
        CREATE TABLE targets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        -- Written in the transaction that makes the version; ids are in commit order.
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            target INTEGER NOT NULL,
            domain INTEGER NOT NULL,
            record INTEGER NOT NULL,         -- the version that is stated or taken back
            role INTEGER NOT NULL,           -- 1 poster, 2 informational
            act INTEGER NOT NULL,            -- 1 original, 2 reversal, 3 replacement
            at INTEGER NOT NULL
        );
        CREATE INDEX outbox_by_target ON outbox(target, id);
        CREATE INDEX outbox_by_record ON outbox(record, target, domain);
        CREATE TABLE guard_counts (
            outcome INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            again INTEGER NOT NULL,          -- 1: decided again
            count INTEGER NOT NULL,
            PRIMARY KEY (outcome, reason, again)
        ) WITHOUT ROWID;
        """
    )
}
