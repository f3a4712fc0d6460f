import Canonical
import CrossdockTesting
import Foundation
import GRDB
import Ownership

@testable import Ledger

/// A ledger in a folder of its own, with a clock that the test moves.
final class LedgerBench {
    let folder: String
    let clock = ManualTimekeeper(noonOf: RecordBatch.sampleDay)
    let charter: Charter
    let egress: EgressMap
    let contracts: ContractBook
    /// What the contracts mean to the ledgers that are opened from now on.
    var meanings: [String: InterfaceMeaning] = [:]
    /// A law that is switched off in the ledgers that are opened from now on.
    var weakened: Weakening?
    private(set) var ledger: Ledger

    init(
        charter: Charter = .forTests, egress: EgressMap = EgressMap(), contracts: ContractBook = ContractBook(), weakened: Weakening? = nil
    ) throws {
        folder = NSTemporaryDirectory() + "/ledger-" + UUID().uuidString
        self.charter = charter
        self.egress = egress
        self.contracts = contracts
        self.weakened = weakened
        ledger = try Ledger(
            folder: folder, timekeeper: clock, charter: charter, egress: egress, contracts: contracts, weakened: weakened)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Another ledger on the same folder, as another process would have it.
    func another() throws -> Ledger {
        let meanings = meanings
        return try Ledger(
            folder: folder, timekeeper: clock, charter: charter, egress: egress, contracts: contracts, meaning: { meanings[$0] },
            weakened: weakened)
    }

    /// Leaves everything in memory behind, as a crash does.
    func restart() throws { ledger = try another() }

    /// Changes the file behind the ledger's back.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: Ledger.path(in: folder))
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    func number(_ sql: String) throws -> Int {
        try ledger.pool.read { try Int.fetchOne($0, sql: sql) ?? -1 }
    }

    /// How many rows every table has: what must not change when nothing was committed.
    func rows() throws -> [String: Int] {
        try ledger.pool.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            return try tables.reduce(into: [:]) {
                $0[$1] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \($1)")
            }
        }
    }

    func start(_ draft: TransferDraft) throws -> Posting {
        switch try ledger.open(draft) {
        case .new(let posting), .resume(let posting, _): return posting
        case .duplicate, .refused: throw LedgerError.closed
        }
    }
}
