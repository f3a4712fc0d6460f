import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Notices changed mappings of all open plans, once for each day that begins: for the process that translates, whose
    /// registry is the one that counts.
    package func noticeMappings() throws {
        let today = Submission.lastOpenDay(at: timekeeper.now())
        guard mappingsNoticed.withLock({ $0 != today }) else { return }
        for row in try read({ db in try CutoverRow.all(in: db) }) where row.state == .open { try noticeMapping(of: row.plan.name) }
        mappingsNoticed.withLock { $0 = today }
    }

    /// In a transaction of its own, so that it stays noticed also where the act that asks is refused. Where nothing has
    /// changed it only reads.
    func noticeMapping(of name: String) throws {
        let isKnown = try read { db in
            guard let row = try CutoverRow.fetch(name, in: db) else { return true }
            return try BasisKeeper(db: db, ledger: self, now: timekeeper.now()).isKnown(row)
        }
        guard !isKnown else { return }
        try write { db in
            guard let row = try CutoverRow.fetch(name, in: db) else { return }
            _ = try BasisKeeper(db: db, ledger: self, now: timekeeper.now()).check(row)
        }
    }
}
