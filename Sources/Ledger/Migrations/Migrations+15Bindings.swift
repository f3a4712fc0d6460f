extension Migrations {
    /// What approvals bind to, beside the plan and the verdicts of its gates.
    static let bindings = (
        "15-bindings",
        """
        ALTER TABLE gate_snapshots ADD COLUMN revisions TEXT NOT NULL DEFAULT '[]';   -- JSON: of each cell
        ALTER TABLE approvals ADD COLUMN cells TEXT;   -- JSON: names, of those that a shadow was approved for
        ALTER TABLE cutovers ADD COLUMN votes_after INTEGER NOT NULL DEFAULT 0;   -- votes up to this approval were for an earlier arming
        ALTER TABLE cutover_cells ADD COLUMN armed_on BLOB;   -- the digest of the gates on which it was armed; NULL: by an earlier release
        ALTER TABLE cutover_cells ADD COLUMN is_sealed INTEGER NOT NULL DEFAULT 0;   -- 1: by this plan
        """
    )
}
