import Canonical
import CrossdockTesting
import Translation

extension TestContract {
    /// The plan with one law switched off: what a product would do that keeps it no longer.
    func plan(weakened: Weakening?) throws -> Plan { try Plan(definition, library: library, weakened: weakened) }

    /// As `Reading.rows`.
    func rows(_ text: String, _ fields: [String], lines: [String] = [], weakened: Weakening?) throws -> [String] {
        try Reading(MemorySource(Array(text.utf8)), plan(weakened: weakened)).rows(fields, lines: lines)
    }
}

/// `!rule` and `#rule` without their places.
func rules(_ rows: [String]) -> [String] { rows.map { $0.first == "!" || $0.first == "#" ? String($0.prefix { $0 != "@" }) : $0 } }
