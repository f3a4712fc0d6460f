import Canonical
import Ledger

/// A receipt and what belongs to it, for people and for scripts.
struct ReceiptText {
    let receipt: Receipt
    let exceptions: [ExceptionView]
    private var transfer: TransferView { receipt.transfer }

    /// Reads the exceptions of the transfer along.
    init(_ receipt: Receipt, ledger: Ledger) throws {
        self.receipt = receipt
        exceptions = try ledger.exceptions(ExceptionFilter(transfer: receipt.transfer.id), limit: 100).items
    }

    var json: JSONText { .object(receipt.members + [("exceptions", .array(exceptions.map(\.json)))]) }

    var text: String {
        var lines = ["transfer \(transfer.id)  \(transfer.state)  \(transfer.interface)@\(transfer.version)  \(transfer.name)"]
        let tally = transfer.tally
        let outcomes = Outcome.allCases.map { "\(tally[$0]) \($0)" }.joined(separator: ", ")
        lines.append("\(transfer.records) records: \(outcomes)")
        if tally.flagged > 0 { lines.append("\(tally.flagged) flagged") }
        lines += Self.lines(of: receipt.counts)
        if let original = transfer.duplicateOf { lines.append("the same content as transfer \(original): nothing was posted") }
        if let refusal = transfer.refusal { lines.append("the whole file was refused: \(refusal)") }
        for code in receipt.unknownCodes.prefix(10) {
            let what = code.code.oddField.map { "damaged or mistyped in \($0)" } ?? "not in crosswalk \(code.code.crosswalk)"
            lines.append("\(what): '\(code.code.code)', \(code.count) times")
        }
        if receipt.unknownCodes.count > 10 { lines.append("… and \(receipt.unknownCodes.count - 10) more such codes") }
        for exception in exceptions.prefix(20) {
            lines.append("exception \(exception.id)  \(exception.finding)")
            if !exception.finding.raw.isEmpty { lines.append("    > \(exception.finding.raw)") }
        }
        let more = transfer.exceptionsListed + transfer.exceptionsNotListed - min(20, exceptions.count)
        if more > 0 { lines.append("… and \(more) more: crossdock transfers show \(transfer.id) --json") }
        return lines.joined(separator: "\n")
    }

    /// What of a file became no record, a line each: how many of what, and why.
    static func lines(of counts: FileCounts) -> [String] {
        let passed = counts.lines.filter { $0.fate == .passedOver }.map { line in
            "\(line.count) passed over: \(line.record.isEmpty ? "what no map reads" : line.record)"
                + (line.detail.isEmpty ? "" : ", not where \(line.detail)")
        }
        let ignored = counts.lines.filter { $0.fate == .ignored }.map { line in
            "\(line.count) ignored: \(line.detail)" + (line.record.isEmpty ? "" : " of \(line.record)")
        }
        let all = passed + ignored
        return Array(all.prefix(10)) + (all.count > 10 ? ["… and \(all.count - 10) more that are passed over or ignored"] : [])
    }

    /// Whether a script should see that something did not go through.
    var isRefused: Bool {
        transfer.state == .refused || transfer.tally[.rejected] > 0 || transfer.tally[.quarantined] > 0
    }
}
