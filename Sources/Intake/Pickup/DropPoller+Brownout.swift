import Ledger
import Synchronization

extension DropPoller {
    /// The work without the files that nobody has begun to take, while the interface is in a brownout: they
    /// stay at their source until it is over. What is in hand is finished.
    func withoutBrownedOut(_ work: [Pickup], _ report: inout PollReport) throws -> [Pickup] {
        let brownout = try pipeline.shelf.plan(drop.interface).flatMap { try pipeline.ledger.brownout(of: $0.definition.declared) }
        let objection = brownout?.objection
        if isSpared.exchange(objection != nil, ordering: .relaxed) == false, let objection {
            logger.warning("a brownout takes no effect: files are taken", metadata: ["reason": "\(objection)"])
        }
        guard let brownout, brownout.takesEffect else {
            if isBrownedOut.exchange(false, ordering: .relaxed) { logger.notice("the brownout is over: files are taken again") }
            return work
        }
        if !isBrownedOut.exchange(true, ordering: .relaxed) {
            logger.notice("the interface is in a brownout: files wait at their source", metadata: ["until": "\(brownout.window.until)"])
        }
        let begun = work.filter { !$0.state.isWaiting }
        report.waiting += work.count - begun.count
        return begun
    }
}
