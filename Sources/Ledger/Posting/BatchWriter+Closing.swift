import Canonical
import Crypto
import GRDB

extension BatchWriter {
    /// Stores what was gathered along the way.
    func flush() throws {
        if let run { finished.append(run) }
        run = nil
        var counts = GuardCounts()
        for run in finished {
            try run.insert(transfer: state.transfer, in: db)
            counts.add(run.outcome, run.reason, run.count)
        }
        try counts.store(in: db)
        finished = []
        state.tally += tally
        try UsageRow.add(tally, scopes, of: draft, in: db)
        for case let scope? in scopes {
            for domain in scope.domains where domain.cell?.isCompared ?? false {
                try StoreDayRow.touch(scope.touched, of: domain.cellID, in: db)
            }
            for domain in scope.domains where domain.cellID != 0 {
                if let highest = scope.highest(in: domain.id) { try book.raise(domain.cellID, to: highest) }
            }
        }
    }

    func count(_ codes: [UnknownCode: Int]) throws {
        for (code, count) in codes {
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO unknown_codes(transfer, crosswalk, code, count) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET count = count + excluded.count
                    """)
            try statement.execute(arguments: [state.transfer, code.crosswalk, code.code.showingNUL, count])
        }
    }

    /// What the batch did, for the audit: the ids it added, and one digest over theirs.
    var summary: [(String, JSONText)] {
        var details: [(String, JSONText)] = []
        if nextRecord > firstRecord {
            details.append(("firstRecord", .integer(Int(firstRecord))))
            details.append(("lastRecord", .integer(Int(nextRecord - 1))))
            details.append(("recordsDigest", .string(Digest(chain.finalize()).hex)))
        }
        return details + tally.details
    }
}

extension Tally {
    var details: [(String, JSONText)] {
        Outcome.allCases.filter { self[$0] > 0 }.map { ($0.description, .integer(self[$0])) }
    }
}
