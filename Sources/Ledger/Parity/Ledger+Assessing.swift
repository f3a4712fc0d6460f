import Canonical
import GRDB
import Ownership

extension Ledger {
    /// Compares what both sides of open plans have stated since, at most once a minute, for the board and the metrics: for
    /// the gateway, since whoever looks at them changes nothing.
    package func compareStoreDays() throws {
        let now = timekeeper.now()
        let isSoon = comparedAt.withLock { $0.map { $0 <= now && now < $0.adding(seconds: 60) } ?? false }
        guard !isSoon else { return }
        comparedAt.withLock { $0 = now }
        for row in try read({ db in try CutoverRow.all(in: db) }) where row.state == .open { try assessAhead(row.plan.name) }
    }

    /// Holds both sides of a plan's store-days against each other before somebody asks within a transaction: what
    /// takes long is read beside the writers, and only the finding is written. What comes meanwhile is left to the
    /// transaction that asks.
    func assessAhead(_ name: String) throws {
        let now = timekeeper.now()
        let work = try read { db -> (row: CutoverRow, due: [(target: Redecider.Target, date: BusinessDate)])? in
            guard let row = try CutoverRow.fetch(name, in: db), row.state == .open else { return nil }
            let keeper = StoreDayKeeper(db: db, now: now)
            let targets = try row.targets(in: CellBook(db: db, charter: charter))
            return (row, try targets.flatMap { target in try keeper.due(of: target, row.id).map { (target, $0.date) } })
        }
        guard let work else { return }
        for (target, date) in work.due {
            let found = try read { db -> (StoreDay, Int)? in
                let keeper = StoreDayKeeper(db: db, now: now)
                guard let dirty = try keeper.due(of: target, work.row.id).first(where: { $0.date == date })?.dirty else { return nil }
                return (try keeper.assess(work.row.plan, of: work.row.id, target, date), dirty)
            }
            guard let (day, dirty) = found else { continue }
            try write { db in
                // A plan that was changed since compares otherwise.
                guard try CutoverRow.fetch(name, in: db)?.digest == work.row.digest else { return }
                try StoreDayRow.store(day, of: target.id, seen: dirty, in: db)
            }
        }
    }
}
