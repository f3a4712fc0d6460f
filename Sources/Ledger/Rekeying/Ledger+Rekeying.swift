import Canonical
import GRDB

extension Ledger {
    /// Gives records the keys that the registry says they have, where an earlier one made them otherwise: bodies keep what was
    /// said, and keys are made of them again. Does nothing where all are as they should be, and either all of it or nothing.
    ///
    /// - Parameter kinds: all versions of all kinds of the registry.
    /// - Throws: `LedgerError.keysMeet` where two facts would have one key, `.keyFallsApart` where one fact would have two,
    ///   `.keyNotComputable` where a body lacks a field that the key is made of. The ledger is then as it was.
    package func rekey(using kinds: [Kind]) throws {
        guard weakened != .keySpelling, try !read({ db in try KeyForms.outdated(among: kinds, in: db) }).isEmpty else { return }
        let now = timekeeper.now()
        try write { db in
            let outdated = try KeyForms.outdated(among: kinds, in: db)
            if !outdated.isEmpty { try Rekeying(db, outdated, all: kinds).run(at: now) }
        }
    }
}
