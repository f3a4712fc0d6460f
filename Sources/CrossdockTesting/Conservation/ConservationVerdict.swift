import Canonical

/// How a changed file's account stands to the original's. The law: the same facts, or something that the original did not
/// have and that names a place. Anything else is a silent difference.
package enum ConservationVerdict: Sendable, Hashable, CaseIterable {
    /// The same facts; order and repetition aside.
    case identical
    /// Told in a finding of a record or of the file.
    case finding
    /// A record carries a flag or an unknown code that the original's did not.
    case flagged
    /// A group or a piece was passed over, and counted.
    case passedOver
    /// A file could honestly have been written like this.
    case undetectable
    /// Nobody was told.
    case silent

    package init(original: ConservationAccount, changed: ConservationAccount) {
        if Self.tells(changed.findings + changed.fileFindings, original.findings + original.fileFindings) {
            self = .finding
        } else if original.passedOver == changed.passedOver, original.statesTheSame(as: changed) {
            self = .identical
        } else if Self.isFlagged(original, changed) {
            self = .flagged
        } else if Self.isPassedOver(original, changed) {
            self = .passedOver
        } else {
            self = .silent
        }
    }

    private static func tells(_ findings: [Finding], _ known: [Finding]) -> Bool {
        func kinds(_ findings: [Finding]) -> [String: Int] {
            findings.filter(namesAPlace).reduce(into: [:]) { $0["\($1.rule) \($1.field) \($1.expected) \($1.found)", default: 0] += 1 }
        }
        let before = kinds(known)
        return kinds(findings).contains { $0.value > before[$0.key] ?? 0 }
    }

    /// A line, an offset, a field, or in the words the name of what is missing; a control names what it compares.
    private static func namesAPlace(_ finding: Finding) -> Bool {
        finding.rule == "control-total" || finding.line > 0 || finding.offset >= 0 || !finding.field.isEmpty
            || finding.expected.contains("'") || finding.found.contains("'")
    }

    private static func isFlagged(_ original: ConservationAccount, _ changed: ConservationAccount) -> Bool {
        changed.flagged.contains { flag, contents in
            contents.values.reduce(0, +) > (original.flagged[flag] ?? [:]).values.reduce(0, +)
        } || changed.unknownCodes.contains { $0.value > original.unknownCodes[$0.key] ?? 0 }
    }

    private static func isPassedOver(_ original: ConservationAccount, _ changed: ConservationAccount) -> Bool {
        changed.counts.lines.contains { line in
            guard line.fate == .ignored || line.fate == .passedOver, !line.detail.isEmpty || !line.record.isEmpty else { return false }
            let before = original.counts.lines.first { $0.record == line.record && $0.fate == line.fate && $0.detail == line.detail }
            return line.count > before?.count ?? 0
        }
    }
}
