import Canonical
import GRDB

/// Recomputes the audit chain row by row, in constant memory, and notes every row that is wrong.
struct AuditWalk {
    private var comparison: CheckpointComparison
    private var breaks: [AuditVerification.Break] = []
    /// The number of the last row that was read.
    private var rows: Int64 = 0
    /// The hash that the chain has there, as recomputed.
    private var hash = AuditChain.start
    /// What the next row may name as the hash before it; empty where rows are missing, so that nobody can know.
    private var predecessors = [AuditChain.start]

    init(_ comparison: CheckpointComparison) {
        self.comparison = comparison
        self.comparison.pass(0, hash)
    }

    mutating func pass(_ stored: Row) {
        let row = AuditRow(stored)
        // Numbers begin with 1.
        guard row.seq > rows else { return note(row.seq, row.seq, .reordered) }
        if row.seq > rows + 1 {
            note(rows + 1, row.seq - 1, .missing)
            predecessors = []
        }
        let (previous, known) = (stored.bytes("previous"), stored.bytes("hash"))
        hash = AuditChain.link(previous, row)
        if hash != known {
            note(row.seq, row.seq, .edited)
        } else if !predecessors.isEmpty, !predecessors.contains(previous) {
            note(row.seq, row.seq, .reordered)
        }
        // Of a row that was edited, one of the two is what the next row was linked to: it is not to blame.
        predecessors = hash == known ? [known] : [known, hash]
        rows = row.seq
        comparison.pass(rows, hash)
    }

    /// - Parameters:
    ///   - count: how many rows there are, as the chain's head says.
    ///   - head: the hash that the last of them has, as it says.
    mutating func end(count: Int64, hash head: [UInt8]) -> AuditVerification {
        comparison.end(rows)
        if rows != count {
            note(min(rows, count) + 1, max(rows, count), .truncated)
        } else if !predecessors.contains(head) {
            note(rows, rows, .edited)
        }
        return AuditVerification(
            rows: rows, head: Digest(bytes: hash), breaks: breaks, contradiction: comparison.contradiction)
    }

    private mutating func note(_ first: Int64, _ last: Int64, _ problem: AuditVerification.Problem) {
        if let before = breaks.last, before.problem == problem, before.last + 1 == first {
            breaks[breaks.count - 1].last = last
        } else if breaks.last.map({ $0.last < first || $0.problem != problem }) ?? true {
            breaks.append(AuditVerification.Break(first: first, last: last, problem: problem))
        }
    }
}
