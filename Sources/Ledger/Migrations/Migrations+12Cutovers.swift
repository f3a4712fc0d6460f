extension Migrations {
    /// Plans and their cells, what people agreed to, what gates found, and what both sides of a cell say.
    static let cutovers = (
        "12-cutovers",
        """
        -- What a record needs to be decided again.
        ALTER TABLE transfers ADD COLUMN standing TEXT NOT NULL DEFAULT 'active';
        ALTER TABLE transfers ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;   -- 1: the interface asks before it corrects
        ALTER TABLE transfers ADD COLUMN later_versions INTEGER NOT NULL DEFAULT 0; -- of records accepted before
        ALTER TABLE exceptions ADD COLUMN scope INTEGER;     -- NULL: the record has none that could be read
        DROP INDEX set_aside_held;
        CREATE INDEX set_aside_by_key ON set_aside(scope, key) WHERE outcome IN (3, 4);
        CREATE INDEX set_aside_by_day ON set_aside(scope, date) WHERE outcome IN (3, 4);
        CREATE INDEX set_aside_waiting ON set_aside(scope) WHERE outcome = 4;
        CREATE INDEX set_aside_future ON set_aside(date) WHERE outcome = 4 AND reason = 3;
        CREATE INDEX set_aside_by_record ON set_aside(transfer, number);
        CREATE INDEX set_aside_quarantined ON set_aside(scope) WHERE outcome = 5;
        CREATE INDEX cells_armed ON cells(boundary) WHERE phase = 3;

        CREATE TABLE cutovers (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            state INTEGER NOT NULL,          -- 1 proposed, 2 open, 3 closed, 4 withdrawn
            revision INTEGER NOT NULL,
            plan BLOB NOT NULL,              -- JSON
            digest BLOB NOT NULL,            -- of the plan
            compared_since INTEGER,          -- days before it do not count; NULL: all do
            authors TEXT NOT NULL,           -- separated by spaces; whoever wrote or changed it
            approvals_after INTEGER NOT NULL DEFAULT 0, -- approvals up to this one went with an earlier attempt
            proposed_at INTEGER NOT NULL,
            opened_at INTEGER,
            closed_at INTEGER
        );
        CREATE TABLE cutover_cells (
            cutover INTEGER NOT NULL REFERENCES cutovers(id),
            cell INTEGER NOT NULL REFERENCES cells(id),
            is_open INTEGER NOT NULL,
            incident TEXT,                   -- of the latest rollback
            rolled_back_by TEXT,
            rolled_back_at INTEGER,
            confirmed_by TEXT,
            confirmed_at INTEGER,
            PRIMARY KEY (cutover, cell)
        ) WITHOUT ROWID;
        -- A cell is in at most one open plan.
        CREATE UNIQUE INDEX cutover_cells_open ON cutover_cells(cell) WHERE is_open = 1;
        CREATE TABLE gate_snapshots (
            id INTEGER PRIMARY KEY,
            cutover INTEGER NOT NULL REFERENCES cutovers(id),
            act TEXT NOT NULL,
            plan BLOB NOT NULL,
            digest BLOB NOT NULL,
            at INTEGER NOT NULL,
            cells TEXT NOT NULL,             -- JSON: names
            exemptions TEXT NOT NULL,        -- JSON: ids
            results TEXT NOT NULL            -- JSON
        );
        CREATE INDEX gate_snapshots_by_act ON gate_snapshots(cutover, act, id);
        CREATE TABLE approvals (
            id INTEGER PRIMARY KEY,
            cutover INTEGER NOT NULL REFERENCES cutovers(id),
            act TEXT NOT NULL,
            person TEXT NOT NULL,
            plan BLOB NOT NULL,
            gates BLOB,
            at INTEGER NOT NULL
        );
        CREATE INDEX approvals_by_act ON approvals(cutover, act);
        CREATE TABLE exemptions (
            id INTEGER PRIMARY KEY,
            cutover INTEGER NOT NULL REFERENCES cutovers(id),
            entity TEXT NOT NULL,
            location TEXT NOT NULL,
            date INTEGER NOT NULL,
            key TEXT NOT NULL,
            reason TEXT NOT NULL,
            requested_by TEXT NOT NULL,
            requested_at INTEGER NOT NULL,
            approved_by TEXT,
            approved_at INTEGER,
            until INTEGER NOT NULL           -- the last day it holds
        );
        CREATE INDEX exemptions_by_day ON exemptions(cutover, location, date);
        -- Both sides of a cell on one date. `dirty` counts up with every posting since it was assessed.
        CREATE TABLE store_days (
            cell INTEGER NOT NULL,
            date INTEGER NOT NULL,
            dirty INTEGER NOT NULL,
            facts INTEGER NOT NULL DEFAULT 0,
            good INTEGER NOT NULL DEFAULT 0,
            unexplained INTEGER NOT NULL DEFAULT 0,
            assessment BLOB,                 -- JSON
            PRIMARY KEY (cell, date)
        ) WITHOUT ROWID;
        -- Acts with an idempotency key, so that a repeated request changes nothing.
        CREATE TABLE acts (
            person TEXT NOT NULL,
            key TEXT NOT NULL,
            digest BLOB NOT NULL,
            cutover TEXT NOT NULL,           -- its name
            at INTEGER NOT NULL,
            PRIMARY KEY (person, key)
        ) WITHOUT ROWID;
        """
    )
}
