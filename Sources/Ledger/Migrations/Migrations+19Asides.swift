extension Migrations {
    /// Where a file is while it is cleared, and what a look saw beside the files that are taken.
    static let asides = (
        "19-asides",
        """
        ALTER TABLE pickups ADD COLUMN aside BLOB;   -- the raw bytes of the hidden name it was, or is about to be, renamed to
        CREATE INDEX pickups_kept_aside ON pickups(drop_name) WHERE aside IS NOT NULL AND clear_action IS NOT NULL;
        ALTER TABLE drops ADD COLUMN unmatched INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE drops ADD COLUMN unmatched_names TEXT NOT NULL DEFAULT '';   -- the first of them, for people
        """
    )
}
