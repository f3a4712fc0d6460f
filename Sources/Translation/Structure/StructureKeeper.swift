import Canonical

/// Learns the structure of a file while a reader goes over it: which groups there are and under which keys.
final class StructureKeeper {
    /// More repeats than this have one cause: the file is refused as a whole.
    static let mostRepeats = 1000

    private let keys: StructureKeyReader
    private let log = FingerprintLog()
    private var findings: [Finding] = []
    private var openRecord = -1
    private var openKey: UInt64 = 0
    private var content = Fingerprint()
    /// The key of the file's own rows, worked out anew when one of them comes.
    private var fileKey: UInt64?

    init(_ keys: StructureKeyReader) { self.keys = keys }

    /// What refuses the file as a whole; the first of each kind and place counts.
    func note(_ finding: Finding) {
        guard findings.count < 20, !findings.contains(where: { $0.rule == finding.rule && $0.field == finding.field }) else { return }
        findings.append(finding)
    }

    /// One row of the file. `cell` gives a field's raw bytes, `nil` where the row does not have it.
    @inline(__always)
    func row(_ record: Int, line: Int, _ bytes: UnsafeRawBufferPointer, _ cell: (Int) -> UnsafeRawBufferPointer?) throws {
        let own = keys.all[record]
        switch own.role {
        case .file:
            try close()
            fileKey = nil
        case .root:
            guard own.isKeyed else { return try close() }
            let ofFile = fileKey ?? keys.keyOfFile(own)
            fileKey = ofFile
            let key = keys.key(own, ofFile, cell)
            if own.continues, openRecord == record, key == openKey { return }
            try close()
            (openRecord, openKey) = (record, key)
            content = Fingerprint()
            try log.append(.init(key: key, content: 0, line: line))
            if !own.continues { content.add(bytes) }
        case .member:
            if openRecord >= 0, !keys.all[openRecord].continues { content.add(bytes) }
        }
    }

    private func close() throws {
        if openRecord >= 0, !keys.all[openRecord].continues { log.setContentOfLast(content.value) }
        openRecord = -1
    }

    /// All that was learnt, once the reader has come to the end.
    func finish() throws -> Structure {
        try close()
        var structure = Structure()
        var more = 0
        try log.repeated { key, repeats, isAlike in
            // Whole groups that say the same are repetitions, which the ledger counts as duplicates.
            if isAlike, !keys.all.contains(where: \.continues) { return }
            guard structure.repeats.count < Self.mostRepeats else { return more += 1 }
            structure.repeats[key] = repeats
        }
        structure.findings = findings
        if more > 0, let first = structure.repeats.values.map(\.lines).min(by: { $0[0] < $1[0] }) {
            structure.findings.append(
                Finding(
                    line: first[0], rule: "apart", expected: "each key once in the file",
                    found:
                        "\(structure.repeats.count + more) keys that come again, the first on lines \(first.prefix(2).map(String.init).joined(separator: " and "))",
                    advice: "Check that the file is sorted and was not put together twice; ask the sender for it again"))
        }
        return structure
    }
}
