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

    /// A row that is wrong, or several in a row that are wrong alike.
    package struct Break: Sendable, Hashable {
        package let first: Int64
        package internal(set) var last: Int64
        package let problem: Problem

        /// `rows 7 to 9 are missing`.
        package var sentence: String {
            first == last ? "row \(first) is \(problem.rawValue)" : "rows \(first) to \(last) are \(problem.rawValue)"
        }
    }

    /// Rows that were read.
    package let rows: Int64
    /// The hash that the chain ends in, as recomputed.
    package let head: Digest?
    /// Everything that is wrong, in the order of the rows.
    package let breaks: [Break]
    /// Where the chain, sound or not, is not the one that a checkpoint was taken of.
    package let contradiction: CheckpointContradiction?

    package var isIntact: Bool { breaks.isEmpty && contradiction == nil }

    /// The first row that is wrong; where rows are gone, the first of those.
    package var firstBad: Int64? { breaks.first?.first }
    package var problem: Problem? { breaks.first?.problem }

    /// What is wrong, for people; `nil` where nothing is.
    package var sentence: String? {
        var parts = contradiction.map { ["\($0)"] } ?? []
        if !breaks.isEmpty { parts.append("the audit chain is broken: \(breaks.map(\.sentence).joined(separator: ", "))") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
