import Canonical
import CrossdockTesting
import Ownership

extension Invariants {
    /// 1: every fact's versions have one author per epoch, and the epoch contains the business date and names
    /// the author. An epoch that is sealed takes nothing new.
    func invariant1_oneAuthorPerEpoch(_ model: GuardModel, from first: Int, areNew: Bool = false) throws {
        var index = first
        while index < model.versions.count {
            let version = model.versions[index]
            index += 1
            guard let cell = model.cells[GuardWorld.cell(of: version.fact)] else { throw Violation(1, "no cell") }
            guard let epoch = Self.epoch(of: cell, at: version.day), epoch.number == version.epoch else {
                throw Violation(1, "version \(index - 1) of epoch \(version.epoch): its date is not in that epoch")
            }
            if areNew, epoch.isSealed { throw Violation(1, "version \(index - 1) is new in a sealed epoch") }
            guard epoch.writer == GuardWorld.writers[version.writer] else {
                throw Violation(1, "version \(index - 1) by \(GuardWorld.writers[version.writer]): the epoch is \(epoch.writer)'s")
            }
        }
    }

    /// 2: epochs partition the date line, and their numbers strictly increase; what was there stays as it was.
    func invariant2_epochsPartitionTheDates(_ model: GuardModel) throws {
        for index in cells.indices where model.moved & (1 << index) != 0 {
            guard let cell = model.cells[index], let first = cell.epochs.first else { throw Violation(2, "no epoch") }
            guard first.from == nil else { throw Violation(2, "the dates before \(String(describing: first.from)) have no epoch") }
            for (older, newer) in zip(cell.epochs, cell.epochs.dropFirst()) {
                guard newer.number > older.number else { throw Violation(2, "epoch \(newer.number) after \(older.number)") }
                guard let from = newer.from, (older.from?.days ?? .min) < from.days else { throw Violation(2, "epochs overlap") }
            }
            guard let before = cells[index] else { continue }
            guard cell.epochs.count >= before.epochs.count, cell.revision > before.revision else {
                throw Violation(2, "an epoch or a revision was taken back")
            }
            for (was, became) in zip(before.epochs, cell.epochs) {
                guard was.number == became.number, was.from == became.from, was.writer == became.writer, !was.isSealed || became.isSealed
                else { throw Violation(2, "epoch \(was.number) was rewritten") }
            }
        }
    }

    /// 5: the owner's data, on time or late, is never refused while its dates are not sealed. What only a person
    /// can decide, since the owner contradicts itself, is no refusal.
    func invariant5_ownersDataIsNeverRefused(_ model: GuardModel) throws {
        for number in model.settled {
            let item = model.received[number]
            guard item.outcome == .rejected || item.outcome == .quarantined, item.reason != .repeatedKey, item.reason != .correction,
                item.reason != .statedBefore, let day = item.record.day, day <= model.opened.days + Int32(Submission.longestWait),
                let cell = model.cells[GuardWorld.cell(of: item.record.fact)], let epoch = Self.epoch(of: cell, at: day)
            else { continue }
            if epoch.writer == GuardWorld.writers[item.writer], !epoch.isSealed {
                throw Violation(5, "record \(number) by the owner \(epoch.writer): \(item.outcome) \(item.reason)")
            }
        }
    }

    /// 6: an unregistered or retired writer never reaches canonical data, and neither does one that is no party.
    func invariant6_noStrangerReachesCanonical(_ model: GuardModel) throws {
        for version in model.versions[versions...] {
            guard version.writer == GuardWorld.a || version.writer == GuardWorld.b, model.standings[version.writer] == .active else {
                throw Violation(6, "\(GuardWorld.writers[version.writer]) became canonical")
            }
        }
    }

    /// 16: the wall clock may run backwards: the same cells, and the same decisions for dates already open.
    static func invariant16_clockMayRunBackwards(_ before: GuardModel, _ after: GuardModel) throws {
        guard before.cells == after.cells else { throw Violation(16, "a cell changed") }
        guard after.opened == before.opened else { throw Violation(16, "a day was closed again") }
        for cell in after.cells.indices {
            for ahead in [-9, -1, 0] as [Int32] {
                for writer in 0...2 {
                    let day = before.opened.days + ahead
                    let was = before.decision(writer, .rest, day: day, cell: cell)
                    let became = after.decision(writer, .rest, day: day, cell: cell)
                    guard was == became else { throw Violation(16, "\(was.outcome) became \(became.outcome)") }
                }
            }
        }
    }
}
