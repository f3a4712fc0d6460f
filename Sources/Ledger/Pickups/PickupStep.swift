import Canonical
import GRDB

/// Proof of a lease on a pickup: a step under it is refused once somebody else has a higher fence.
package struct PickupStep: Sendable, Hashable {
    package let pickup: Int64
    package let fence: Int64

    package init(pickup: Int64, fence: Int64) {
        self.pickup = pickup
        self.fence = fence
    }

    func check(in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM pickups WHERE id = ? AND fence = ? AND state IN (3, 4)")
        guard try Int.fetchOne(statement, arguments: [pickup, fence]) != nil else {
            throw LedgerError.fenced
        }
    }

    func move(to state: PickupState, transfer: Int64, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE pickups SET state = ?, transfer = ?, next_attempt = NULL, last_error = NULL
                WHERE id = ? AND fence = ? AND state IN (3, 4)
                """,
            arguments: [state.rawValue, transfer, pickup, fence])
        guard db.changesCount == 1 else { throw LedgerError.fenced }
    }
}
