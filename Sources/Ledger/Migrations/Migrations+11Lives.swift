extension Migrations {
    /// What people have made of each interface's life, who uses it, and how much. What came in before is
    /// counted from the transfers and records that are there.
    static let lives = (
        "11-lives",
        """
        -- Append-only: the latest row of an interface and version counts; where there is none, its contract does.
        CREATE TABLE lives (
            id INTEGER PRIMARY KEY,
            interface TEXT NOT NULL,
            version TEXT NOT NULL,
            status TEXT NOT NULL,
            owner TEXT NOT NULL,
            successor TEXT,
            decommission_by INTEGER,         -- days since 1970-01-01
            slips INTEGER NOT NULL,
            since INTEGER,                   -- NULL: the status is the contract's own
            changed_at INTEGER NOT NULL,
            changed_by TEXT NOT NULL,
            reason TEXT NOT NULL
        );
        CREATE INDEX lives_by_interface ON lives(interface, version, id);
        CREATE TABLE brownouts (
            id INTEGER PRIMARY KEY,
            interface TEXT NOT NULL,
            version TEXT NOT NULL,
            from_at INTEGER NOT NULL,
            until_at INTEGER NOT NULL,
            planned_at INTEGER NOT NULL,
            planned_by TEXT NOT NULL,
            reason TEXT NOT NULL
        );
        CREATE INDEX brownouts_by_interface ON brownouts(interface, version, until_at);
        -- Cell 0 counts whole transfers and their records; the rows of cells count the records that came
        -- for them, and no transfers, since one transfer comes for many cells.
        CREATE TABLE usage (
            interface INTEGER NOT NULL,
            cell INTEGER NOT NULL,
            day INTEGER NOT NULL,            -- received, UTC
            door INTEGER NOT NULL,
            source TEXT NOT NULL,
            transfers INTEGER NOT NULL,
            records INTEGER NOT NULL,
            stated INTEGER NOT NULL,         -- 1: some of them became canonical in the cell
            PRIMARY KEY (interface, cell, day, door, source)
        ) WITHOUT ROWID;
        CREATE INDEX usage_by_cell ON usage(cell, interface, day) WHERE stated = 1;
        CREATE TABLE consumers (
            interface TEXT NOT NULL,
            version TEXT NOT NULL,
            door INTEGER NOT NULL,
            source TEXT NOT NULL,            -- the drop, or the API key's name
            registered_at INTEGER NOT NULL,
            last_at INTEGER,
            released_at INTEGER,             -- a drop that has left the settings
            PRIMARY KEY (interface, version, door, source)
        ) WITHOUT ROWID;
        CREATE INDEX transfers_by_interface ON transfers(interface, id);

        INSERT INTO usage(interface, cell, day, door, source, transfers, records, stated)
        SELECT interface, 0, received_at / 86400000,
            CASE WHEN door = 1 AND pickup IS NULL THEN 3 ELSE door END AS way, source, count(*), sum(posted_through), 0
        FROM transfers GROUP BY interface, received_at / 86400000, way, source;
        INSERT INTO usage(interface, cell, day, door, source, transfers, records, stated)
        SELECT t.interface, c.id, t.received_at / 86400000,
            CASE WHEN t.door = 1 AND t.pickup IS NULL THEN 3 ELSE t.door END AS way, t.source, 0, count(*), 1
        FROM records r JOIN transfers t ON t.id = r.transfer
            JOIN cells c ON c.scope = r.scope AND r.domains & (1 << c.domain)
        GROUP BY t.interface, c.id, t.received_at / 86400000, way, t.source;
        INSERT INTO consumers(interface, version, door, source, registered_at, last_at)
        SELECT i.name, i.version, t.door, t.source, min(t.received_at), max(t.received_at)
        FROM transfers t JOIN interfaces i ON i.id = t.interface
        WHERE t.door = 2 OR (t.door = 1 AND t.pickup IS NOT NULL) GROUP BY i.name, i.version, t.door, t.source;
        """
    )
}
