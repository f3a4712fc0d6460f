extension Migrations {
    /// What a plan's contracts meant when they were looked at last, so that a changed mapping is seen.
    static let bases = (
        "14-bases",
        """
        CREATE TABLE comparison_bases (
            cutover INTEGER PRIMARY KEY REFERENCES cutovers(id),
            basis BLOB NOT NULL,             -- JSON
            digest BLOB NOT NULL,            -- of all of it
            read_at INTEGER NOT NULL         -- when the registry was
        );
        ALTER TABLE gate_snapshots ADD COLUMN basis TEXT NOT NULL DEFAULT '';
        """
    )
}
