import Canonical

/// The gates before the dates of the old owner are closed for good.
package enum SealGates {
    /// What the ledger knows of the dates before the boundary.
    package struct Evidence: Sendable {
        /// Store-days before the boundary that their owner has not stated although the other writer has, with the owner.
        package var missingStoreDays: [String]
        /// Open late, held and quarantined records, and exceptions that could not be placed.
        package var openLate: Int
        package var held: Int
        package var quarantined: Int
        package var openExceptions: Int
        /// The latest boundary of the cells.
        package var boundary: BusinessDate

        package init(
            missingStoreDays: [String], openLate: Int, held: Int, quarantined: Int, openExceptions: Int, boundary: BusinessDate
        ) {
            self.missingStoreDays = missingStoreDays
            self.openLate = openLate
            self.held = held
            self.quarantined = quarantined
            self.openExceptions = openExceptions
            self.boundary = boundary
        }
    }

    package static func results(_ rules: GateRules, _ evidence: Evidence, today: BusinessDate) -> [GateResult] {
        let last = ArmGates.lastClosedDay(today: today, completeAfter: rules.completeAfter)
        func none(_ gate: String, _ count: Int, _ what: String) -> GateResult {
            GateResult(gate, count == 0 ? .pass : .fail, found: "\(count) \(what)", wanted: "none")
        }
        return [
            GateResult(
                "closed", evidence.boundary.adding(days: -1) <= last ? .pass : .inconclusive,
                found: "days up to \(last) have ended", wanted: "every day before \(evidence.boundary) has ended"),
            GateResult(
                "store-days", evidence.missingStoreDays.isEmpty ? .pass : .fail,
                found: evidence.missingStoreDays.isEmpty
                    ? "all there" : "\(evidence.missingStoreDays.count) missing; \(evidence.missingStoreDays[0])",
                wanted: "every store-day before the boundary from its owner"),
            none("late", evidence.openLate, "late records that nobody has looked at"),
            none("held", evidence.held, "held records"),
            none("quarantined", evidence.quarantined, "quarantined records"),
            none("exceptions", evidence.openExceptions, "open exceptions of the interfaces that stated these dates"),
        ]
    }
}
