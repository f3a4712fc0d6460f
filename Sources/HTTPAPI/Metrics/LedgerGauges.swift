import Canonical
import Intake
import Ledger
import Ownership

/// Figures that are read from the ledger when somebody scrapes: they are right after a restart, too.
struct LedgerGauges {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    /// Where the ledger cannot be read, `crossdock_ledger_up` is 0 and the rest is missing.
    func write(to text: inout MetricsText) {
        do {
            let (counts, drops) = (try backend.ledger.counts(), try backend.ledger.drops())
            let checkpoint = try backend.ledger.latestCheckpoint()
            text.gauges("crossdock_ledger_up", [([], 1)])
            write(counts, to: &text)
            write(drops, to: &text)
            write(try LifeBook(backend.pipeline).figures(), to: &text)
            GuardGauges(figures: try backend.ledger.guardFigures()).write(to: &text)
            write(checkpoint, auditRows: counts.auditRows, to: &text)
        } catch {
            text.gauges("crossdock_ledger_up", [([], 0)])
        }
        text.gauges("crossdock_free_bytes", [([], Double(backend.pipeline.archive.freeSpace))])
    }

    private func write(_ counts: LedgerCounts, to text: inout MetricsText) {
        text.gauges(
            "crossdock_ledger_transfers",
            TransferState.allCases.map { ([("state", $0.description)], Double(counts.transfers[$0] ?? 0)) })
        text.gauges(
            "crossdock_ledger_records",
            Outcome.allCases.map { ([("outcome", $0.description)], Double(counts.tally[$0])) })
        text.gauges("crossdock_ledger_records_flagged", [([], Double(counts.tally.flagged))])
        text.gauges("crossdock_ledger_versions", [([], Double(counts.versions))])
        text.gauges(
            "crossdock_ledger_open_exceptions",
            Finding.Class.allCases.map { ([("class", $0.rawValue)], Double(counts.openExceptions[$0] ?? 0)) })
        text.gauges(
            "crossdock_ledger_pickups",
            PickupState.allCases.map { ([("state", $0.description)], Double(counts.pickups[$0] ?? 0)) })
        text.gauges("crossdock_ledger_audit_rows", [([], Double(counts.auditRows))])
        text.gauges("crossdock_ledger_bytes", [([], Double(counts.bytes))])
    }

    /// Versions of an interface may be on their way out side by side, so the version is a label too.
    private func write(_ retiring: [RetirementFigures], to text: inout MetricsText) {
        func gauges(_ name: String, _ value: (RetirementFigures) -> Double) {
            text.gauges(
                name, retiring.map { ([("interface", $0.subject.interface), ("version", $0.subject.version)], value($0)) })
        }
        gauges("crossdock_retiring_records_35d") { Double($0.burndown.recent) }
        gauges("crossdock_retirement_overdue") { $0.isOverdue ? 1 : 0 }
        gauges("crossdock_retirement_slips") { Double($0.subject.life.slips) }
    }

    private func write(_ drops: [DropStatus], to text: inout MetricsText) {
        text.gauges("crossdock_drop_green", drops.map { ([("drop", $0.name)], $0.isGreen ? 1 : 0) })
        text.gauges("crossdock_drop_seen", drops.map { ([("drop", $0.name)], Double($0.seen)) })
        text.gauges("crossdock_drop_unmatched", drops.map { ([("drop", $0.name)], Double($0.unmatched)) })
        text.gauges("crossdock_drop_failures", drops.map { ([("drop", $0.name)], Double($0.failures)) })
        text.gauges(
            "crossdock_drop_last_success_timestamp_seconds",
            drops.compactMap { drop in
                drop.lastSuccessAt.map { ([("drop", drop.name)], Double($0.milliseconds) / 1000) }
            })
    }

    /// The act that notes a checkpoint comes after it, so an idle gateway is one row behind.
    private func write(_ checkpoint: CheckpointNote?, auditRows: Int, to text: inout MetricsText) {
        text.gauges(
            "crossdock_audit_checkpoint_age_seconds",
            checkpoint.map { [([], Double(backend.timekeeper.now().seconds(since: $0.at)))] } ?? [])
        text.gauges(
            "crossdock_audit_checkpoint_behind_rows", [([], Double(auditRows - Int(checkpoint?.count ?? 0)))])
    }
}
