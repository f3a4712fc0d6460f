extension Migrations {
    /// What approvals bind to, beside the plan and the verdicts of its gates.
    static let bindings = (
        "15-bindings",
        """
        ALTER TABLE gate_snapshots ADD COLUMN revisions TEXT NOT NULL DEFAULT '[]';   -- JSON: of each cell
        ALTER TABLE approvals ADD COLUMN cells TEXT;   -- JSON: names, of those that a shadow was approved for
        """
    )
}
