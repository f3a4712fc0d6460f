extension Migrations {
    /// A pickup is open until its source has been seen to, whether it was posted or refused.
    static let clearing = (
        "08-clearing",
        """
        DROP INDEX pickups_open;
        CREATE INDEX pickups_open ON pickups(drop_name) WHERE clear_action IS NULL AND state <> 9;
        CREATE INDEX pickups_left ON pickups(drop_name) WHERE clear_action = 'leave';
        """
    )
}
