import Canonical
import Ledger
import Metrics

/// What went through since the start, by door and interface. Labels are ids of the registry, never data.
struct PipelineMetrics: Sendable {
    func note(_ receipt: Receipt) {
        guard !receipt.isReplay else { return }
        let transfer = receipt.transfer
        let labels = [("door", transfer.door.description), ("interface", transfer.interface)]
        Counter(label: "crossdock.transfers", dimensions: labels + [("state", transfer.state.description)]).increment()
        Counter(label: "crossdock.bytes", dimensions: labels).increment(by: transfer.size)
        for (name, count) in [("passed_over", transfer.passedOver ?? 0), ("ignored", transfer.ignored ?? 0)] where count > 0 {
            Counter(label: "crossdock.\(name)", dimensions: labels).increment(by: count)
        }
        for outcome in Outcome.allCases where transfer.tally[outcome] > 0 {
            Counter(label: "crossdock.records", dimensions: labels + [("outcome", outcome.description)]).increment(
                by: transfer.tally[outcome])
        }
    }
}
