extension Migrations {
    /// Which of several states of a fact is the later one.
    static let states = (
        "16-states",
        """
        ALTER TABLE transfers ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE transfers ADD COLUMN restates INTEGER REFERENCES transfers(id);   -- the transfer whose statements it makes again
        ALTER TABLE records ADD COLUMN stated_order INTEGER;   -- the version that the record states of itself; NULL: none
        ALTER TABLE records ADD COLUMN was_current INTEGER NOT NULL DEFAULT 1;   -- 0: a later state was current when it came
        ALTER TABLE set_aside ADD COLUMN stated_order INTEGER;
        CREATE INDEX transfers_by_drop ON transfers(source, pickup) WHERE pickup IS NOT NULL;
        CREATE INDEX records_late ON records(scope, key) WHERE was_current = 0;
        CREATE INDEX supersessions_by_replaced ON supersessions(replaced);
        """
    )
}
