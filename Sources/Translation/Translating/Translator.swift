import Canonical
import Registry

/// Translates one file: bytes in, batches of canonical records out. Deterministic: the same bytes under
/// the same plan give the same records with the same numbers, whatever the chunks they come in.
///
/// Memory depends on the largest group and the size of a batch, never on the file.
package final class Translator {
    /// A batch is handed on once it holds this much.
    static let batchBytes = 2 << 20
    static let batchRecords = 8192

    /// Rules that only the sender's system or the way here can have broken: sending again may help.
    private static let technicalRules: Set<String> = [
        "encoding", "columns", "header", "record-type", "record-order", "record-length", "occurs", "control-total", "xml", "not-xml",
        "doctype", "json", "quote", "empty", "depth", "text-size", "group-size", "unknown-element", "repeated-field", "xml-limit",
        "double-key", "nul", "schema",
    ]

    private let plan: Plan
    private let file: String
    private let assembler: GroupAssembler
    private var mapper: Mapper
    private var controls: ControlKeeper
    private var batch: RecordBatch
    private var summary = TranslationSummary()
    private var emit: (inout RecordBatch) throws -> Void = { _ in }
    private let hasOccurrences: Bool

    /// - Parameter file: the name to give in errors.
    package init(plan: Plan, file: String) {
        self.plan = plan
        self.file = file
        assembler = GroupAssembler(layout: plan.layout)
        mapper = Mapper(plan, group: assembler.group, context: assembler.context)
        controls = ControlKeeper(plan, source: mapper.source)
        batch = RecordBatch(kinds: plan.kinds)
        hasOccurrences = plan.layout.records.contains { $0.role == .member && ($0.minimum > 0 || $0.maximum != nil) }
    }

    /// Reads `source` to its end and hands batches on as they fill.
    ///
    /// What makes the rest of the file unreadable becomes one rejected record that stands for the rest,
    /// or, if nothing was readable at all, a finding of the summary.
    /// - Throws: what `emit` or the source throws; never for what is wrong with the data.
    package func translate(_ source: some ByteSource, emit: @escaping (inout RecordBatch) throws -> Void) throws -> TranslationSummary {
        self.emit = emit
        assembler.deliver = { [unowned self] _ in try self.take() }
        assembler.observe = { [unowned self] buffer, row in try self.controls.observe(buffer, row) }
        defer {
            assembler.deliver = { _ in }
            assembler.observe = { _, _ in }
            self.emit = { _ in }
        }
        do {
            try read(source)
            try assembler.endGroup()
        } catch let finding as Finding {
            try fail(finding)
        }
        summary.findings += assembler.missingFileRecords().map(placed)
        summary.findings += controls.fileFindings().map(placed)
        if summary.records == 0, summary.rejected == 0, summary.passedOver == 0, summary.findings.isEmpty { noteEmptiness() }
        noteIgnored()
        try flush()
        return summary
    }

    private func read(_ source: some ByteSource) throws {
        let format = plan.definition.format
        let isUTF16 = format.encoding == .utf16 && format.kind != .xml
        let bytes: any ByteSource = isUTF16 ? UTF16Source(source) : source
        switch format.kind {
        case .fixedWidth: try FixedWidthReader(format, assembler, ChunkBuffer(bytes)).read()
        case .delimited: try DelimitedReader(format, assembler, ChunkBuffer(bytes)).read()
        case .xml: try plan.tree.map { try XMLReader($0, assembler, bytes, weakened: plan.weakened).read() }
        case .json: try plan.tree.map { try JSONReader($0, assembler, ChunkBuffer(bytes), weakened: plan.weakened).read() }
        }
    }

    /// The rest cannot be read: the open group is spoilt, or a record stands for what is lost.
    private func fail(_ finding: Finding) throws {
        if plan.hasSingleRowGroups { try assembler.endGroup() }
        guard summary.records + summary.passedOver > 0 || !assembler.group.rows.isEmpty else {
            summary.findings.append(placed(finding))
            return
        }
        assembler.spoil(finding)
        try assembler.endGroup()
    }

    /// One whole group.
    private func take() throws {
        var faults = assembler.faults
        if hasOccurrences { faults += occurrenceFaults() }
        faults += try controls.groupFindings(assembler.group)
        var wanted = false
        for map in plan.maps where try mapper.concerns(map) {
            try add(map, faults)
            wanted = true
        }
        if wanted { return }
        // A group that no map wants is passed over; a spoilt one is never silently dropped.
        if faults.isEmpty { summary.passedOver += 1 } else if let map = plan.maps.first { try add(map, faults) }
    }

    private func add(_ map: MapPlan, _ faults: [Finding]) throws {
        if batch.count == 0 { batch.first = summary.records + 1 }
        summary.records += 1
        let rejections = batch.rejections.count
        mapper.map(map, number: summary.records, into: &batch, faults: faults)
        if batch.rejections.count > rejections {
            summary.rejected += 1
            let number = summary.records
            batch.rejections[rejections].findings = batch.rejections[rejections].findings.map {
                var finding = placed($0)
                finding.record = number
                return finding
            }
        }
        if batch.bytes.count >= Self.batchBytes || batch.count >= Self.batchRecords { try flush() }
    }

    private func flush() throws {
        guard batch.count > 0 else { return }
        try emit(&batch)
        batch.reset(first: summary.records + 1)
    }

    private func occurrenceFaults() -> [Finding] {
        let group = assembler.group
        var faults: [Finding] = []
        for (index, record) in plan.layout.records.enumerated() where record.role == .member {
            guard record.minimum > 0 || record.maximum != nil else { continue }
            for parent in group.rows.indices where group.rows[parent].record == record.parent {
                let count = group.rows.indices.count { group.rows[$0].record == index && group.rows[$0].parent == parent }
                guard count < record.minimum || count > record.maximum ?? .max else { continue }
                let row = group.rows[parent]
                faults.append(
                    Finding(
                        line: row.line, offset: row.offset, rule: "occurs",
                        expected:
                            "\(count < record.minimum ? "at least \(record.minimum)" : "at most \(record.maximum ?? 0)") '\(record.id)' in '\(plan.layout.records[record.parent].id)'",
                        found: "\(count)", advice: "The transaction is incomplete; ask the sender for it again"))
            }
        }
        return faults
    }

    private func noteIgnored() {
        for (record, name, count) in assembler.ignored {
            summary.counts.add(
                record < 0 ? "" : plan.layout.records[record].id, .ignored, String(decoding: name, as: UTF8.self).shortened(100),
                count: count)
        }
    }

    private func noteEmptiness() {
        guard plan.definition.emptyFile == .exception else { return }
        summary.findings.append(
            placed(
                Finding(
                    rule: "empty",
                    expected:
                        "at least one record of \(plan.maps.map { "'\(plan.layout.records[$0.root].id)'" }.joined(separator: " or "))",
                    found: "none",
                    advice: "Check that the file belongs to this interface; if it may report nothing, say 'on-empty: accept'")))
    }

    private func placed(_ finding: Finding) -> Finding { Self.placed(finding, in: plan, file: file) }

    /// The finding with the contract it breaks, the file it stands in, and its class.
    static func placed(_ finding: Finding, in plan: Plan, file: String) -> Finding {
        var finding = finding
        finding.interface = plan.definition.reference
        finding.file = file
        if technicalRules.contains(finding.rule) { finding.class = .technical }
        return finding
    }
}
