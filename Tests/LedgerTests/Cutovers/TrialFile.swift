import Canonical
import CrossdockTesting
import Ownership

@testable import Ledger

/// A file or body that a trial may send more than once.
struct TrialFile {
    struct Line {
        let store: String
        let day: Int
        let ticket: Int
        let total: Int
    }

    let name: String
    let writer: String
    let door: Door
    let correction: Correction
    let hasKey: Bool
    let lines: [Line]
    let batches: [RecordBatch]

    /// - Parameter size: records in one batch.
    init(name: String, writer: String, door: Door, correction: Correction, hasKey: Bool, lines: [Line], size: Int) {
        self.name = name
        self.writer = writer
        self.door = door
        self.correction = correction
        self.hasKey = hasKey
        self.lines = lines
        batches = stride(from: 0, to: lines.count, by: size).map { start in
            var batch = RecordBatch(kinds: [.saleForTests])
            batch.first = start + 1
            for line in lines[start..<min(start + size, lines.count)] {
                batch.addSale(ticket: line.ticket, location: line.store, date: CutoverBench.day(line.day), total: line.total)
            }
            return batch
        }
    }
}

/// A file on its way into the ledger, with other steps in between.
struct TrialPosting {
    let file: TrialFile
    let posting: Posting
    var next = 0
}
