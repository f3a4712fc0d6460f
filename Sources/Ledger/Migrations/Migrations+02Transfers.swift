extension Migrations {
    /// Files and request bodies received, and what became of each of their records.
    static let transfers = (
        "02-transfers",
        """
        CREATE TABLE transfers (
            id INTEGER PRIMARY KEY,
            door INTEGER NOT NULL,
            source TEXT NOT NULL,            -- the drop, or the API key's name
            name TEXT NOT NULL,
            interface INTEGER NOT NULL REFERENCES interfaces(id),
            writer INTEGER NOT NULL REFERENCES writers(id),
            size INTEGER NOT NULL,
            digest BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            finished_at INTEGER,
            state INTEGER NOT NULL,          -- 1 posting, 2 posted, 3 refused, 4 abandoned
            posted_through INTEGER NOT NULL, -- the last record whose outcome is stored
            accepted INTEGER NOT NULL DEFAULT 0,
            duplicate INTEGER NOT NULL DEFAULT 0,
            shadow INTEGER NOT NULL DEFAULT 0,
            held INTEGER NOT NULL DEFAULT 0,
            quarantined INTEGER NOT NULL DEFAULT 0,
            rejected INTEGER NOT NULL DEFAULT 0,
            flagged INTEGER NOT NULL DEFAULT 0,
            exceptions_listed INTEGER NOT NULL DEFAULT 0,
            exceptions_not_listed INTEGER NOT NULL DEFAULT 0,
            duplicate_of INTEGER REFERENCES transfers(id),
            refusal TEXT,
            idempotency_key TEXT,
            pickup INTEGER
        );
        CREATE INDEX transfers_by_digest ON transfers(digest);
        CREATE INDEX transfers_by_arrival ON transfers(received_at);
        CREATE INDEX transfers_by_pickup ON transfers(pickup) WHERE pickup IS NOT NULL;
        CREATE INDEX transfers_in_flight ON transfers(state) WHERE state = 1;
        CREATE UNIQUE INDEX transfers_by_idempotency_key ON transfers(source, idempotency_key)
            WHERE idempotency_key IS NOT NULL;

        -- A run: `count` consecutive records from `number` on that fared alike. The runs of a transfer
        -- cover every record exactly once. Where `record` or `aside` is given, the run's records
        -- have consecutive ids from there.
        CREATE TABLE outcomes (
            transfer INTEGER NOT NULL REFERENCES transfers(id),
            number INTEGER NOT NULL,
            count INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            record INTEGER,
            aside INTEGER,
            PRIMARY KEY (transfer, number)
        ) WITHOUT ROWID;
        CREATE TABLE unknown_codes (
            transfer INTEGER NOT NULL REFERENCES transfers(id),
            crosswalk TEXT NOT NULL,
            code TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (transfer, crosswalk, code)
        ) WITHOUT ROWID;
        """
    )
}
