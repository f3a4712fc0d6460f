extension Migrations {
    /// How the keys of each kind are made, so that a ledger whose registry makes them otherwise is keyed anew. What an earlier
    /// release has posted has the form '', which is none.
    static let keyForms = (
        "18-key-forms",
        """
        CREATE TABLE key_forms (
            kind INTEGER NOT NULL REFERENCES kinds(id),
            version INTEGER NOT NULL,        -- of the kind
            form TEXT NOT NULL,
            PRIMARY KEY (kind, version)
        ) WITHOUT ROWID;
        INSERT INTO key_forms(kind, version, form)
        SELECT s.kind, r.version, '' FROM records r JOIN scopes s ON s.id = r.scope GROUP BY s.kind, r.version
        UNION
        SELECT s.kind, a.version, '' FROM set_aside a JOIN scopes s ON s.id = a.scope GROUP BY s.kind, a.version;
        """
    )
}
