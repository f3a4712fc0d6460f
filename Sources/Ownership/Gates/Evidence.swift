import Canonical

/// What the ledger knows that gates are decided on.
package struct Evidence: Sendable {
    /// Every store-day of the cells in question that either writer has stated, any order.
    package var storeDays: [StoreDay]
    package var openExceptions: Int
    /// Interfaces of either side whose version has not been published, so that it might still change.
    package var unpinned: [String]
    /// Interfaces of the old side that take nothing any more.
    package var goneInterfaces: [String]
    /// The latest business date each cell's old owner has stated; `nil` where it never has.
    package var latestOfA: [String: BusinessDate?]
    /// Cells with a rollback that no second person has confirmed, each with its plan: `CELL under PLAN`.
    package var unconfirmedRollbacks: [String]

    package init(
        storeDays: [StoreDay] = [], openExceptions: Int = 0, unpinned: [String] = [], goneInterfaces: [String] = [],
        latestOfA: [String: BusinessDate?] = [:], unconfirmedRollbacks: [String] = []
    ) {
        self.storeDays = storeDays
        self.openExceptions = openExceptions
        self.unpinned = unpinned
        self.goneInterfaces = goneInterfaces
        self.latestOfA = latestOfA
        self.unconfirmedRollbacks = unconfirmedRollbacks
    }
}
