import Canonical
import Ledger

/// Whether this process can do its work right now. Blocks.
struct Readiness {
    /// One sentence each, without names of hosts or files: anybody may ask. Empty when ready.
    let reasons: [String]

    init(_ backend: Backend) {
        var reasons: [String] = []
        do {
            let drops = try backend.ledger.drops()
            let failing = drops.filter { $0.lastError != nil }.count
            if !drops.isEmpty, failing == drops.count {
                reasons.append("The last poll of every drop failed (\(failing) of \(drops.count)).")
            }
        } catch {
            reasons.append("The ledger cannot be read.")
        }
        if (try? backend.ledger.probe()) == nil { reasons.append("The ledger cannot be written.") }
        let free = backend.pipeline.archive.freeSpace
        if free < backend.settings.minimumFreeBytes {
            reasons.append("Only \(free >> 20) MB are free in the data folder.")
        }
        self.reasons = reasons
    }
}
