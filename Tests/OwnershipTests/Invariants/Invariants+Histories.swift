import Canonical
import CrossdockTesting
import Ownership

/// Invariants that compare two histories. Each costs about as much as the run itself.
extension Invariants {
    /// 4: replaying all history changes nothing canonical, nor in the outbox. What was left to a person because it
    /// lay too far ahead, or because there was no cell yet, is a new statement when it is sent again in its time,
    /// and so no part of the replay; no more is a request, unless it has the key of the first one.
    static func invariant4_replayChangesNothing(_ model: GuardModel) throws {
        var again = model
        // By fact, the writers as bits.
        var left = Array(repeating: 0, count: GuardWorld.factCount)
        for item in model.received where item.firstReason == .farFuture || item.firstReason == .noScope {
            left[item.record.fact] |= 1 << item.writer
        }
        for receipt in model.receipts {
            let items = model.received[receipt.first..<receipt.first + receipt.count]
            guard let first = items.first, first.door == .file, !items.contains(where: { left[$0.record.fact] & (1 << $0.writer) != 0 })
            else { continue }
            let transfer = ModelTransfer(writer: first.writer, door: first.door, asks: first.asks, records: items.map(\.record))
            try again.commit(again.prepare(transfer, bytes: receipt.bytes))
            guard again.versions.count == model.versions.count else {
                let version = again.versions[model.versions.count]
                throw Violation(4, "sent again, fact \(version.fact) has a new version by \(GuardWorld.writers[version.writer])")
            }
        }
        guard again.outbox == model.outbox else { throw Violation(4, "the outbox changed") }
    }

    /// 7: any arrival order of the same inputs gives the same content and author.
    ///
    /// - Returns: the number of facts compared; 0 if the cells went another way, so that there is nothing to compare.
    @discardableResult
    static func invariant7_anyOrderSameContent(_ one: GuardModel, _ other: GuardModel) throws -> Int {
        guard one.cells == other.cells else { return 0 }
        guard one.tally[Outcome.held.rawValue] == 0, other.tally[Outcome.held.rawValue] == 0 else {
            let waiting = (one.asides + other.asides).first { $0.isOpen && $0.outcome == .held }
            throw Violation(7, "fact \(waiting?.fact ?? -1) still waits, \(waiting?.reason ?? .none), although every day is open")
        }
        var skipped = Array(repeating: false, count: GuardWorld.factCount)
        markRefused(one, &skipped)
        markRefused(other, &skipped)
        var compared = 0
        for fact in one.facts.indices where !skipped[fact] {
            let (a, b) = (one.facts[fact].version, other.facts[fact].version)
            guard a >= 0 || b >= 0 else { continue }
            compared += 1
            guard a >= 0, b >= 0, one.versions[a].content == other.versions[b].content, one.versions[a].writer == other.versions[b].writer,
                one.versions[a].day == other.versions[b].day, one.versions[a].epoch == other.versions[b].epoch
            else { throw Violation(7, "fact \(fact) depends on the order of arrival") }
        }
        return compared
    }

    /// Facts of which the owner's word was not kept on arrival: too far ahead, before it was a party, after the seal, or with a
    /// whole file that a person is asked about.
    private static func markRefused(_ model: GuardModel, _ skipped: inout [Bool]) {
        for item in model.received where item.firstOutcome == .rejected || item.firstOutcome == .quarantined {
            if item.firstReason == .statedBefore { skipped[item.record.fact] = true }
            guard item.firstReason != .repeatedKey, item.firstReason != .correction, let day = item.record.day,
                let cell = model.cells[GuardWorld.cell(of: item.record.fact)],
                epoch(of: cell, at: day)?.writer == GuardWorld.writers[item.writer]
            else { continue }
            skipped[item.record.fact] = true
        }
    }

    /// 8: with the shadow writer removed, canonical data and outbox are identical to the last bit.
    static func invariant8_shadowWriterLeavesNoTrace(_ with: GuardModel, _ without: GuardModel) throws {
        guard with.versions.count == without.versions.count, with.outbox == without.outbox else {
            throw Violation(8, "the shadow writer changed how much is canonical or sent")
        }
        for (a, b) in zip(with.versions, without.versions) {
            guard a.fact == b.fact, a.writer == b.writer, a.day == b.day, a.content == b.content, a.epoch == b.epoch,
                a.replaced == b.replaced
            else { throw Violation(8, "the shadow writer changed fact \(a.fact)") }
        }
    }

    /// 14: closing(A, D−1) = opening(B, D): once both have stated the same events, the canonical balance of the
    /// dates before the boundary is what the new writer's own books say.
    ///
    /// - Returns: the number of facts in the balance.
    @discardableResult
    static func invariant14_closingIsOpening(_ model: GuardModel, from bytes: Int) throws -> Int {
        var bytes = bytes
        var model = model
        var count = 0
        for index in model.cells.indices {
            guard let cell = model.cells[index], cell.phase == .live, let boundary = cell.boundary,
                let to = cell.incoming.flatMap(GuardWorld.writers.firstIndex)
            else { continue }
            var closing = 0
            var opening = 0
            for fact in stride(from: index, to: GuardWorld.factCount, by: GuardWorld.cellCount) {
                let day = GuardWorld.day(of: fact)
                guard day < boundary.days, model.facts[fact].version >= 0 || model.facts[fact].aside >= 0,
                    epoch(of: cell, at: day)?.isSealed == false
                else { continue }
                for writer in [GuardWorld.a, GuardWorld.b] {
                    let transfer = ModelTransfer(
                        writer: writer, door: .file, records: [ModelRecord(fact: fact, day: day, content: fact * 4)])
                    try model.commit(model.prepare(transfer, bytes: bytes))
                    bytes += 1
                }
                closing += model.current(fact)?.content ?? 0
                opening += word(of: to, on: fact, model) ?? 0
                count += 1
            }
            guard closing == opening else { throw Violation(14, "closing \(closing), opening \(opening)") }
        }
        return count
    }

    /// What a writer says of a fact: as its owner, or beside.
    private static func word(of writer: Int, on fact: Int, _ model: GuardModel) -> Int? {
        if let current = model.current(fact), current.writer == writer { return current.content }
        var next = model.facts[fact].aside
        while next >= 0 {
            let entry = model.asides[next]
            if entry.isOpen, entry.outcome == .shadow, model.received[entry.received].writer == writer {
                return model.received[entry.received].record.content
            }
            next = entry.previous
        }
        return nil
    }
}
