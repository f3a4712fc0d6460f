import Canonical
import Ownership

extension GuardModel {
    /// Decides again what was set aside for a state that may have passed, in the order in which it arrived.
    ///
    /// - Parameters:
    ///   - cells: as bits.
    ///   - pivots: for each cell, the earliest date whose authority may have changed; shadow statements before
    ///     it stay as they are. `nil` where only records that wait are meant.
    mutating func decideAgain(cells mask: Int, from pivots: [Int32?]?) {
        if variant == .noRedecision { return }
        if pivots == nil, tally[Outcome.held.rawValue] == 0 { return }
        var index = 0
        let count = asides.count
        while index < count {
            let entry = asides[index]
            index += 1
            guard entry.isOpen, entry.reason.isPending else { continue }
            let cell = GuardWorld.cell(of: entry.fact)
            guard mask & (1 << cell) != 0 else { continue }
            let item = received[entry.received]
            if entry.outcome == .shadow {
                guard let pivot = pivots?[cell], let day = item.record.day, day >= pivot else { continue }
            }
            let decision: Decision
            if variant == .ownershipByArrival {
                decision = self.decision(item.writer, .file, day: item.record.day, cell: cell)
            } else {
                decision = redecide(submission(item.writer, item.door, item.record.day), in: cells[cell])
            }
            guard decision.outcome != entry.outcome || decision.reason != entry.reason else { continue }
            post(entry.received, decision, in: cell, aside: index - 1, isRepeat: receipts[item.transfer].isRepeat)
        }
    }
}
