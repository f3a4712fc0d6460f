import Canonical

/// Whether an interface may be retired. Pure: the evidence is all it looks at.
package struct RetirementCheck {
    private let evidence: RetirementEvidence

    package init(_ evidence: RetirementEvidence) { self.evidence = evidence }

    /// One sentence for every missing piece; empty if nothing is.
    package var missing: [String] { [status, cells, silence, keys, drops, archive].compactMap { $0 } }

    private var status: String? {
        evidence.status == .retiring
            ? nil : "It is \(evidence.status.rawValue): only what is retiring can be retired, so set it to retiring first."
    }

    private var cells: String? {
        let open = evidence.cells.filter { !$0.isTakenOver }.map(\.name)
        return Self.list(open).map {
            "\(evidence.writer) still owns open dates of \($0), and no other interface of its own has stated facts there since: "
                + "seal the cutover, or let the successor take over."
        }
    }

    private var silence: String? {
        guard let from = evidence.lastTransfer.map({ $0.adding(days: 1) }) ?? evidence.firstOfAll else {
            return "Nothing has ever come in here, so its silence shows nothing: wait until others have sent for 30 days."
        }
        let earliest = QuietStretch(from: from).sufficesOn
        guard earliest > evidence.today else { return nil }
        let last = evidence.lastTransfer.map { "Its last transfer came on \($0)" } ?? "Transfers have been counted since \(from)"
        return "\(last), and it must be quiet for \(QuietStretch.leastDays) days with a month's end among them: wait until \(earliest)."
    }

    private var keys: String? {
        Self.list(evidence.keys).map { "Keys that have used it are not revoked: \($0). Revoke them." }
    }

    private var drops: String? {
        Self.list(evidence.drops).map { "Drops are still bound to it: \($0). Take them out of the settings and restart." }
    }

    private var archive: String? {
        evidence.isArchiveReadable ? nil : "The bytes of its latest transfer are not in the archive: restore them first."
    }

    /// The first few, and how many more; `nil` for none.
    package static func list(_ names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        let more = names.count - 5
        return names.prefix(5).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
