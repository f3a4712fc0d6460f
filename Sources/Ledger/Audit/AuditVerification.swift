import Canonical

/// What recomputing the audit chain showed.
package struct AuditVerification: Sendable, Hashable {
    package enum Problem: String, Sendable {
        /// A row's content or hash was changed.
        case edited
        /// A row between two others is gone.
        case missing
        /// A row does not follow the one before it.
        case reordered
        /// Rows at the end are gone, or were added past the head.
        case truncated
    }

    /// Rows that were read.
    package let rows: Int64
    /// The hash that the chain ends in, as recomputed.
    package let head: Digest?
    /// The first row that is wrong; where rows are gone, the first of those.
    package let firstBad: Int64?
    package let problem: Problem?
    /// Where the chain, sound or not, is not the one that a checkpoint was taken of.
    package let contradiction: CheckpointContradiction?

    package var isIntact: Bool { problem == nil && contradiction == nil }

    /// What is wrong, for people; `nil` where nothing is.
    package var sentence: String? {
        if let contradiction { return "\(contradiction)" }
        return problem.map { "the audit chain is broken: row \(firstBad ?? 0) is \($0.rawValue)" }
    }
}
