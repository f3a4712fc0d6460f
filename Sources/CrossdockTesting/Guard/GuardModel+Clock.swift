import Canonical
import Ownership

extension GuardModel {
    /// Moves the clock, in either direction. A day that begins is opened in the same transaction: what waited
    /// for it is decided before anything else of that day is.
    package mutating func advance(seconds: Int64) {
        now = now.adding(seconds: seconds)
        let day = clockDay
        guard day > opened else { return }
        opened = day
        for cell in cells.indices {
            let open = cells[cell]?.epochs.filter { !$0.isSealed } ?? []
            guard open.count > 1, let last = open.last?.from else { continue }
            cells[cell]?.watermark = min(BusinessDate(days: day.days - GuardWorld.lateAfter), last.adding(days: -1))
        }
        decideAgain(cells: (1 << GuardWorld.cellCount) - 1, from: nil)
    }

    /// What the system does by itself, sooner or later after the clock has moved: a boundary with a fresh go and
    /// passing gates becomes live; one that opens without is taken back.
    package mutating func tick() {
        for plan in plans.indices {
            let ids = GuardWorld.planCells[plan]
            guard let first = cells[ids[0]], first.phase == .armed, let boundary = first.boundary else { continue }
            if let go = plans[plan].go, now.seconds(since: go) <= 86_400, plans[plan].evidence,
                (try? move(plan, .go, by: -1)) != nil
            {
                plans[plan].go = nil
            } else if boundary <= opened {
                try? move(plan, .abort, by: -1)
                plans[plan].go = nil
            }
        }
    }
}
