extension Migrations {
    /// What became of everything in a file that stood where a record can stand, beside its records.
    static let counts = (
        "17-counts",
        """
        CREATE TABLE transfer_counts (
            transfer INTEGER NOT NULL REFERENCES transfers(id),
            number INTEGER NOT NULL,         -- in the order of the definition's record types
            record TEXT NOT NULL,            -- the record type; '' for the file itself
            fate TEXT NOT NULL,              -- read, ignored, passed-over, rejected
            detail TEXT NOT NULL,            -- the 'where' that passed it over, or the name of what was ignored
            count INTEGER NOT NULL,
            PRIMARY KEY (transfer, number)
        ) WITHOUT ROWID;
        -- Records made and groups passed over, as the translation counted them. NULL: not counted.
        ALTER TABLE transfers ADD COLUMN read_groups INTEGER;
        """
    )
}
