import Canonical
import Foundation
import Intake
import Ledger
import Ownership
import Transport

/// The daily proof: whether files, records, audit and archive add up.
package struct HealthCheck {
    package struct Line: Sendable {
        package let name: String
        package let isGood: Bool
        package let text: String
    }

    package struct Report: Sendable {
        package let lines: [Line]
        package var isGood: Bool { lines.allSatisfy(\.isGood) }

        package var json: JSONText {
            .object([
                ("good", .boolean(isGood)),
                (
                    "checks",
                    .array(
                        lines.map { line in
                            .object([("name", .string(line.name)), ("good", .boolean(line.isGood)), ("text", .string(line.text))])
                        })
                ),
            ])
        }
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run() throws -> Report {
        let proof = try installation.ledger.proof()
        let audit = try installation.ledger.auditVerify()
        let free = installation.archive.freeSpace >> 20
        var lines = [
            registry(),
            Line(
                name: "records", isGood: proof.isProven,
                text: "\(proof.records + proof.passedOver) in = "
                    + Outcome.allCases.map { "\(proof.tally[$0]) \($0)" }.joined(separator: " + ") + " + \(proof.passedOver) passed over"),
            Line(
                name: "audit", isGood: audit.isIntact,
                text: audit.isIntact
                    ? "\(audit.rows) rows, chain intact" : "row \(audit.firstBad ?? 0) is \(audit.problem?.rawValue ?? "wrong")"),
            try checkpoint(),
            permissions(),
            Line(name: "disk", isGood: free > 256, text: "\(free) MB free"),
        ]
        for files in proof.files {
            lines.append(
                Line(
                    name: "drop \(files.drop)", isGood: true,
                    text: "\(files.total) files = \(files.cleared) cleared + \(files.refused) refused + \(files.inFlight) in flight"
                        + ((files.byState[.vanished] ?? 0) > 0 ? " + \(files.byState[.vanished] ?? 0) vanished" : "")))
        }
        lines += try proof.files.flatMap { try troubled(in: $0.drop) }
        for drop in try installation.ledger.drops() {
            lines.append(
                Line(
                    name: "feed \(drop.name)", isGood: drop.isGreen,
                    text: drop.isGreen
                        ? "last look \(drop.lastSuccessAt?.description ?? "-"), \(drop.seen) names" : drop.lastError ?? "never looked"))
        }
        lines += proof.discrepancies.map { Line(name: "discrepancy", isGood: false, text: $0) }
        lines.append(try archive())
        lines += try overdue()
        return Report(lines: lines)
    }

    private func registry() -> Line {
        let library = installation.library
        let text = "\(library.definitions.count) interfaces and \(library.kinds.count) kinds compile"
        guard !library.broken.isEmpty else { return Line(name: "registry", isGood: true, text: text) }
        let names = library.broken.map(\.name).sorted()
        return Line(
            name: "registry", isGood: false,
            text: "\(text); not used, since they have complaints: \(names.joined(separator: ", ")); see 'crossdock interfaces check'")
    }

    /// Whether only the owner reads what is stored. What could be put right was, when the ledger was opened.
    private func permissions() -> Line {
        let folder = installation.ledger.folder
        let open = installation.ledger.readableByOthers(beside: ["archive", "spool", "gateways"])
        guard let first = open.first else {
            return Line(name: "permissions", isGood: true, text: "only its owner reads \(folder)")
        }
        return Line(
            name: "permissions", isGood: false,
            text: "others may look into \(open.count) files and folders, such as \(first): as their owner, chmod -R go-rwx \(folder)")
    }

    /// So many tries of one file fail before it counts as more than a passing trouble.
    private static let patience = 3

    /// Files that wait for another try, the first ones of a drop.
    private func troubled(in drop: String) throws -> [Line] {
        try installation.ledger.openPickups(drop: drop).filter { $0.lastError != nil }.prefix(20).map { pickup in
            Line(
                name: "file \(drop)/\(EscapedText.escape(pickup.path))", isGood: pickup.attempts < Self.patience,
                text: "\(pickup.state) after \(pickup.attempts) tries: \(pickup.lastError ?? "")")
        }
    }

    /// Interfaces whose date has passed. They go on carrying data.
    private func overdue() throws -> [Line] {
        try LifeBook(installation.pipeline).figures().filter(\.isOverdue).map { figures in
            let life = figures.subject.life
            return Line(
                name: "interface \(figures.subject.reference)", isGood: false,
                text: "\(life.status.rawValue), was to be gone by \(life.decommissionBy?.description ?? "-"), slipped \(life.slips) times; "
                    + "\(figures.burndown.recent) records in the last 35 days")
        }
    }

    /// Where checkpoints are exported at all, the last must not be older than this.
    private static let oldestCheckpoint: Int64 = 86_400

    private func checkpoint() throws -> Line {
        guard let last = try installation.ledger.latestCheckpoint() else {
            return Line(name: "checkpoint", isGood: true, text: "none was exported, so a rewritten audit would not show")
        }
        let age = installation.timekeeper.now().seconds(since: last.at)
        return Line(
            name: "checkpoint", isGood: age <= Self.oldestCheckpoint,
            text: "the last one covers \(last.count) rows and is \(max(0, age) / 60) minutes old: \(last.place)")
    }

    /// Whether the bytes of the latest transfers are where they should be.
    private func archive() throws -> Line {
        let transfers = try installation.ledger.transfers(limit: 1000).items
        let missing = transfers.filter { transfer in transfer.digest.map { !installation.archive.holds($0) } ?? false }
        return Line(
            name: "archive", isGood: missing.isEmpty,
            text: missing.isEmpty
                ? "the bytes of the latest \(transfers.count) transfers are there"
                : "the bytes of transfer \(missing.map { String($0.id) }.prefix(10).joined(separator: ", ")) are missing")
    }
}
