import Canonical
import Ownership

/// One row of the board: an interface that is on its way out or gone, and what its next step waits for.
package struct RetirementView: Sendable, Hashable {
    package let figures: RetirementFigures
    /// Consumers that could send, and have in the last 35 days.
    package let active: Int
    /// Consumers that could send and have not.
    package let silent: Int
    /// What is missing for the next step; empty if it may be taken.
    package let missing: [String]
    /// What was planned and takes no effect.
    package let warnings: [String]

    package var subject: InterfaceLife { figures.subject }
    private var life: Life { subject.life }

    /// What comes next, and by when.
    package var milestone: String {
        let date = life.decommissionBy?.description ?? "a date"
        switch life.status {
        case .retired: return "none"
        case .retiring: return figures.isOverdue ? "overdue: retired by \(date)" : "retired by \(date)"
        case .proposed, .strategic, .transitional:
            return figures.isOverdue ? "overdue: retiring, and retired by \(date)" : "retiring, and retired by \(date)"
        }
    }
}
