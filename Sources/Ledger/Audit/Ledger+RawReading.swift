import Canonical

extension Ledger {
    /// Audits that somebody is shown raw lines of files; to be called before they are. Where nothing raw is among
    /// the exceptions there is no row.
    package func noteReading(_ exceptions: [ExceptionView], by reader: String) throws {
        let shown = exceptions.filter { !$0.finding.raw.isEmpty }.map(\.id)
        guard let first = shown.min(), let last = shown.max() else { return }
        try noteAct(
            "raw.read", by: reader, on: first == last ? "exception/\(first)" : "exceptions/\(first)-\(last)",
            [("exceptions", .array(shown.sorted().map { .integer(Int($0)) }))])
    }
}
