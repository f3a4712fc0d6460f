import Canonical
import Crypto
import Ledger
import Translation

extension Pipeline {
    /// What would happen to this very content now, record by record. Nothing is archived, posted or audited.
    package func rehearse(_ arrival: Arrival, size: Int, digest: Canonical.Digest, _ open: () throws -> some ByteSource) throws -> Rehearsal
    {
        var refused = Rehearsal()
        if size == 0 {
            refused.refusal = emptiness(arrival).map { [$0] } ?? []
            return refused
        }
        let checked = try lookOver(arrival, size: size, open)
        refused.counts = checked.counts
        if !checked.findings.isEmpty {
            refused.refusal = checked.findings
            refused.tally[.quarantined] = checked.records
            return refused
        }
        var summary = TranslationSummary()
        var rehearsal = try ledger.rehearse(draft(arrival, .init(digest: digest, size: size, path: "")), catchingUp: true) { take in
            summary = try Translator(plan: arrival.plan, file: arrival.name, structure: checked.structure, gathers: size < 1 << 20)
                .translate(try open()) { try take($0) }
        }
        if !rehearsal.isCut { rehearsal.counts = summary.counts }
        if rehearsal.records.isEmpty, rehearsal.duplicateOf == nil, rehearsal.refusal.isEmpty {
            rehearsal.refusal = summary.findings + summary.unclaimed(arrival.plan, arrival.name)
        }
        return rehearsal
    }

    /// What would happen to a file now.
    package func rehearse(_ arrival: Arrival, file: String) throws -> Rehearsal {
        var hash = SHA256()
        var size = 0
        var source = try FileSource(path: file)
        try withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 16) { buffer in
            while true {
                let count = try source.read(into: buffer)
                if count == 0 { return }
                hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                size += count
            }
        }
        return try rehearse(arrival, size: size, digest: Canonical.Digest(hash.finalize())) { try FileSource(path: file) }
    }
}
