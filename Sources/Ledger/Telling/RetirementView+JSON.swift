import Canonical
import Ownership

extension RetirementView {
    /// As REST answers and command output show it.
    package var members: [(String, JSONText)] {
        [("interface", .string(subject.interface)), ("version", .string(subject.version)), ("writer", .string(subject.writer))]
            + subject.life.members + [
                ("overdue", .boolean(figures.isOverdue)), ("recentRecords", .integer(figures.burndown.recent)),
                ("earlierRecords", .integer(figures.burndown.earlier)),
                ("consumers", .object([("active", .integer(active)), ("silent", .integer(silent))])),
                ("milestone", .string(milestone)), ("missing", .array(missing.map { .string($0) })),
                ("warnings", .array(warnings.map { .string($0) })),
            ]
    }

    package var json: JSONText { .object(members) }
}
