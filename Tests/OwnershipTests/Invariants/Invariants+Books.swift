import Canonical
import CrossdockTesting
import Ownership

extension Invariants {
    /// 3: every received record has exactly one outcome.
    func invariant3_oneOutcomeEach(_ model: GuardModel) throws {
        var sum = 0
        for count in model.tally { sum += count }
        guard sum == model.received.count else { throw Violation(3, "\(model.received.count) records, \(sum) outcomes") }
    }

    /// 3: the outcomes of a transfer add up to its trailer, and its bytes are retrievable.
    static func invariant3_outcomesAddUp(_ model: GuardModel) throws {
        var next = 0
        var tally = [0, 0, 0, 0, 0, 0, 0, 0]
        for receipt in model.receipts {
            guard receipt.first == next else { throw Violation(3, "records are missing before a transfer") }
            next += receipt.count
            let original = model.archive[receipt.bytes]
            guard original >= 0, model.receipts[original].count == receipt.count else { throw Violation(3, "the bytes are gone") }
            for index in 0..<receipt.count {
                let item = model.received[receipt.first + index]
                tally[item.outcome.rawValue] += 1
                guard model.received[model.receipts[original].first + index].record == item.record else {
                    throw Violation(3, "the archive has other bytes")
                }
            }
        }
        guard next == model.received.count, tally == model.tally else { throw Violation(3, "the outcomes do not add up") }
        for entry in model.asides where entry.isOpen {
            let item = model.received[entry.received]
            guard item.outcome == entry.outcome, item.reason == entry.reason else { throw Violation(3, "two outcomes for one record") }
        }
    }

    /// 13: at most one poster per fact and target: what was posted and not reversed is one version at most, and
    /// its author is the author of its epoch.
    mutating func invariant13_onePosterPerFact(_ model: GuardModel) throws {
        while outbox < model.outbox.count {
            let line = model.outbox[outbox]
            outbox += 1
            guard line.role == .poster else { continue }
            let version = model.versions[line.version]
            let place = version.fact * 2 + line.target
            if line.act == .reversal {
                guard held[place] == line.version else { throw Violation(13, "a version is taken back that the target does not hold") }
                held[place] = -1
                continue
            }
            guard held[place] < 0 else { throw Violation(13, "two versions of one fact are posted to \(GuardWorld.targets[line.target])") }
            held[place] = line.version
            guard let cell = model.cells[GuardWorld.cell(of: version.fact)],
                Self.epoch(of: cell, at: version.day)?.writer == GuardWorld.writers[version.writer]
            else { throw Violation(13, "posted for somebody who is not the author of the epoch") }
        }
    }

    /// 15: any edit, deletion, reorder or truncation of audit rows is found against an exported checkpoint. The
    /// chain is a small one over the model's rows; the ledger's has its own tests.
    static func invariant15_auditShowsTampering(_ model: GuardModel) throws {
        // As in the ledger, a row's number is part of it.
        let rows = model.audit.enumerated().map { (number: $0, row: $1) }
        guard rows.count > 5 else { return }
        let half = rows.count / 2
        let checkpoint = head(rows[..<half])
        func isFound(_ tampered: [(number: Int, row: ModelAct)]) -> Bool {
            tampered.count < half || head(tampered[..<half]) != checkpoint
        }
        let at = Int(truncatingIfNeeded: checkpoint >> 40) % (half - 1)
        var edited = rows
        edited[at].row.person += 1
        var reordered = rows
        reordered.swapAt(at, at + 1)
        var shortened = rows
        shortened.remove(at: at)
        guard !isFound(rows) else { throw Violation(15, "an untouched chain is refused") }
        guard isFound(edited), isFound(shortened), isFound(reordered), isFound(Array(rows.prefix(half - 1))) else {
            throw Violation(15, "a changed chain passes")
        }
    }

    private static func head(_ rows: ArraySlice<(number: Int, row: ModelAct)>) -> UInt64 {
        var head = UInt64(0x9E37_79B9_7F4A_7C15)
        for (number, row) in rows {
            for value in [number, row.kind.rawValue, row.plan, row.person, row.edition, row.incident, Int(row.at.milliseconds)] {
                head = (head ^ UInt64(bitPattern: Int64(value))) &* 0xBF58_476D_1CE4_E5B9
                head ^= head >> 29
            }
        }
        return head
    }
}
