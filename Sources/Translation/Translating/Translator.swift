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
    /// Groups that are put together from parts may hold this much at once.
    static let mostJoinedBytes = 64 << 20

    private let plan: Plan
    private let file: String
    private let assembler: GroupAssembler
    private var mapper: Mapper
    private var controls: ControlKeeper
    private var batch: RecordBatch
    private var summary = TranslationSummary()
    private var emit: (inout RecordBatch) throws -> Void = { _ in }
    private let hasOccurrences: Bool
    /// Learns the structure along the way, where the whole file is only looked at.
    private let structure: StructureKeeper?
    /// Parts of groups that are joined, until the last one has come.
    private var parts: [UInt64: (buffer: GroupBuffer, faults: [Finding], count: Int)] = [:]
    private var joinedBytes = 0
    /// Batches that wait for the end, since a later record may say something else under the same key.
    private var gathered: [RecordBatch] = []
    private let gathers: Bool

    /// - Parameters:
    ///   - file: the name to give in errors.
    ///   - structure: what a look over the whole file has found.
    ///   - gathers: keeps all batches until the end, for input that is small enough: then no record of a key that comes
    ///     with two contents is handed on, whatever the format.
    package convenience init(plan: Plan, file: String, structure: Structure = Structure(), gathers: Bool = false) {
        self.init(plan, file, structure.repeats, surveys: false, gathers: gathers)
    }

    private init(_ plan: Plan, _ file: String, _ repeats: [UInt64: Structure.Repeat], surveys: Bool, gathers: Bool = false) {
        self.gathers = gathers
        self.plan = plan
        self.file = file
        assembler = GroupAssembler(layout: plan.layout, plan: plan, repeats: repeats)
        structure = surveys && plan.tree == nil ? StructureKeeper(StructureKeyReader(plan, context: assembler.context)) : nil
        mapper = Mapper(plan, group: assembler.group, context: assembler.context)
        controls = ControlKeeper(plan, source: mapper.source)
        batch = RecordBatch(kinds: plan.kinds)
        hasOccurrences = plan.layout.records.contains { $0.role == .member && ($0.minimum > 0 || $0.maximum != nil) }
    }

    /// Translates a whole file and keeps nothing of it: what it breaks as a whole, and its structure.
    package static func survey(plan: Plan, file: String, _ source: some ByteSource) throws -> (TranslationSummary, Structure) {
        let translator = Translator(plan, file, [:], surveys: true)
        var summary = try translator.translate(source) { _ in }
        var structure = try translator.structure?.finish() ?? Structure()
        structure.findings = structure.findings.map { placed($0, plan, file) }
        summary.findings += structure.findings
        return (summary, structure)
    }

    /// Looks over a file and then translates it, for bytes that can be read twice.
    package static func run(
        plan: Plan, file: String, gathers: Bool = false, _ open: () throws -> some ByteSource,
        emit: @escaping (inout RecordBatch) throws -> Void
    ) throws -> TranslationSummary {
        let structure = try StructuralPass(plan: plan, file: file).look(open())
        guard structure.findings.isEmpty else {
            var summary = TranslationSummary()
            summary.findings = structure.findings
            return summary
        }
        return try Translator(plan: plan, file: file, structure: structure, gathers: gathers).translate(open(), emit: emit)
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
            try Self.read(source, plan, assembler, structure, isOnlyStructure: false)
            try assembler.endGroup()
        } catch let finding as Finding {
            try fail(finding)
        }
        try addIncomplete()
        summary.findings += assembler.missingFileRecords().map(placed)
        summary.findings += controls.fileFindings(assembler.counts).map(placed)
        if gathers {
            try flush()
            if plan.weakened != .repeatedKey { refuseRepeats() }
        }
        note()
        if summary.records == 0, summary.rejected == 0, summary.passedOver == 0, summary.findings.isEmpty { noteEmptiness() }
        if gathers { for index in gathered.indices { try emit(&gathered[index]) } } else { try flush() }
        gathered = []
        return summary
    }

    /// Records of one key that say different things: nobody can tell which is meant, so none of them is handed on. Kinds that
    /// state their own version may well come twice.
    private func refuseRepeats() {
        struct Place { let batch, entry: Int }
        var places: [String: [Place]] = [:]
        for (at, batch) in gathered.enumerated() {
            for (index, entry) in batch.entries.enumerated() where batch.kinds[entry.kind].orderedBy == nil {
                let scope = batch.scopes[entry.scope]
                let id = RecordID(
                    entity: scope.entity, location: scope.location, key: String(decoding: batch.bytes[entry.key], as: UTF8.self))
                places["\(scope.kind) \(id)", default: []].append(Place(batch: at, entry: index))
            }
        }
        var refused: [Int: [Int: Finding]] = [:]
        for group in places.values where group.count > 1 {
            let entries = group.map { gathered[$0.batch].entries[$0.entry] }
            let bodies = group.map { gathered[$0.batch].bytes[gathered[$0.batch].entries[$0.entry].body] }
            guard bodies.contains(where: { $0 != bodies[0] }) else { continue }
            let lines = entries.prefix(Structure.Repeat.mostLines).map { "\($0.line)" }.joined(separator: ", ")
            for (place, entry) in zip(group, entries) {
                refused[place.batch, default: [:]][place.entry] = Finding(
                    line: entry.line, offset: entry.offset, rule: "apart", expected: "one record for each key",
                    found: "\(entries.count) that say different things, on lines \(lines)", advice: "Ask the sender which of them is meant")
            }
        }
        for (at, findings) in refused {
            let entries = gathered[at].entries
            gathered[at].entries = entries.indices.filter { findings[$0] == nil }.map { entries[$0] }
            for (index, finding) in findings.sorted(by: { $0.key < $1.key }) {
                var finding = placed(finding)
                finding.record = entries[index].number
                gathered[at].rejections.append(.init(number: entries[index].number, findings: [finding]))
                summary.rejected += 1
                let root = plan.maps.first { $0.kindIndex == entries[index].kind }?.root ?? 0
                summary.counts.add(plan.layout.records[root].id, .rejected)
            }
            gathered[at].rejections.sort { $0.number < $1.number }
        }
    }

    /// Runs the reader that the format needs.
    static func read(
        _ source: some ByteSource, _ plan: Plan, _ assembler: GroupAssembler, _ structure: StructureKeeper?, isOnlyStructure: Bool
    ) throws {
        let format = plan.definition.format
        let isUTF16 = format.encoding == .utf16 && format.kind != .xml
        let bytes: any ByteSource = isUTF16 ? UTF16Source(source) : source
        switch format.kind {
        case .fixedWidth: try FixedWidthReader(plan, assembler, ChunkBuffer(bytes), structure, isOnlyStructure: isOnlyStructure).read()
        case .delimited: try DelimitedReader(plan, assembler, ChunkBuffer(bytes), structure, isOnlyStructure: isOnlyStructure).read()
        case .xml: try plan.tree.map { try XMLReader($0, assembler, bytes, weakened: plan.weakened).read() }
        case .json: try plan.tree.map { try JSONReader($0, assembler, ChunkBuffer(bytes), weakened: plan.weakened).read() }
        }
    }

    /// The rest cannot be read: the open group is spoilt, or a record stands for what is lost.
    private func fail(_ finding: Finding) throws {
        if plan.hasSingleRowGroups { try assembler.endGroup() }
        // Where the file is only looked at, nothing of it needs to be saved.
        guard structure == nil, summary.records + summary.passedOver > 0 || !assembler.group.rows.isEmpty else {
            summary.findings.append(placed(finding))
            return
        }
        assembler.spoil(finding)
        try assembler.endGroup()
    }

    // MARK: - groups

    /// One whole group, or one part of a group.
    private func take() throws {
        guard let (key, repeats) = assembler.openRepeat else { return try deliver(assembler.faults) }
        let root = assembler.group.rows.first?.record ?? -1
        guard root >= 0, plan.definition.format.records[root].joinsApart else {
            // Nobody can say which of them is meant, or whether they belong together: none of them is posted.
            let apart = plan.weakened == .repeatedKey ? [] : [apartFinding(repeats)]
            return try deliver(assembler.faults + apart)
        }
        try join(key, repeats)
    }

    private func join(_ key: UInt64, _ repeats: Structure.Repeat) throws {
        var part = parts[key] ?? (GroupBuffer(), [], 0)
        part.buffer.append(assembler.group)
        part.faults += assembler.faults
        part.count += 1
        joinedBytes += assembler.group.bytes.count
        guard joinedBytes <= Self.mostJoinedBytes else {
            throw Finding(
                rule: "group-size", expected: "groups that stand apart of at most \(Self.mostJoinedBytes) bytes in all",
                found: "larger ones",
                advice: "Ask the sender to sort the file")
        }
        parts[key] = part
        if part.count == repeats.parts { try deliverJoined(key) }
    }

    private func deliverJoined(_ key: UInt64) throws {
        guard let part = parts.removeValue(forKey: key) else { return }
        joinedBytes -= part.buffer.bytes.count
        assembler.group.removeAll()
        assembler.group.append(part.buffer)
        try deliver(part.faults)
    }

    /// Parts whose last one did not come, since the file could not be read to its end.
    private func addIncomplete() throws {
        for key in parts.keys.sorted() {
            parts[key]?.faults.append(
                Finding(
                    rule: "apart", expected: "all parts of the group", found: "the end of what can be read",
                    advice: "Ask the sender for the file again"))
            try deliverJoined(key)
        }
        assembler.group.removeAll()
    }

    private func apartFinding(_ repeats: Structure.Repeat) -> Finding {
        let row = assembler.group.rows.first
        let lines = repeats.lines.map(String.init).joined(separator: ", ")
        let continues = row.map { plan.structureKeys[$0.record].continues } ?? false
        return Finding(
            line: row?.line ?? 0, offset: row?.offset ?? -1, rule: "apart",
            expected: continues ? "the rows of one group side by side" : "one record for each key",
            found: "\(repeats.parts) of them, on lines \(lines)\(repeats.parts > repeats.lines.count ? ", …" : "")",
            advice: continues
                ? "Ask the sender to sort the file; or say 'apart: join' at the record if such rows belong together"
                : "Ask the sender which of them is meant",
            raw: row.map { RowText.show($0, assembler.group, plan) } ?? "")
    }

    private func deliver(_ found: [Finding]) throws {
        var faults = found
        if hasOccurrences { faults += occurrenceFaults() }
        // What is broken already is not compared as well.
        if faults.isEmpty { faults = try controls.groupFindings(assembler.group) }
        var wanted = false
        for map in plan.maps where try mapper.concerns(map) {
            try add(map, faults)
            wanted = true
        }
        if wanted { return }
        // A group that no map wants is passed over; a spoilt one is never silently dropped.
        guard faults.isEmpty else { return try plan.maps.first.map { try add($0, faults) } ?? () }
        summary.passedOver += 1
        guard plan.weakened != .passedOver, let root = assembler.group.rows.first?.record else { return }
        let wheres = plan.maps.filter { $0.root == root }.map(\.conditionText).joined(separator: " / ")
        summary.counts.add(plan.layout.records[root].id, .passedOver, wheres)
    }

    private func add(_ map: MapPlan, _ faults: [Finding]) throws {
        if batch.count == 0 { batch.first = summary.records + 1 }
        summary.records += 1
        let rejections = batch.rejections.count
        mapper.map(map, number: summary.records, into: &batch, faults: faults)
        if batch.rejections.count > rejections {
            summary.rejected += 1
            summary.counts.add(plan.layout.records[map.root].id, .rejected)
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
        if gathers { gathered.append(batch) } else { try emit(&batch) }
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

    // MARK: - the file as a whole

    /// What was read, and what was not, for the receipt.
    private func note() {
        var counts = FileCounts()
        for (record, count) in zip(plan.layout.records, assembler.counts) { counts.add(record.id, .read, count: count) }
        for line in summary.counts.lines { counts.add(line.record, line.fate, line.detail, count: line.count) }
        for item in assembler.ignored {
            counts.add(
                item.record < 0 ? "" : plan.layout.records[item.record].id, .ignored,
                String(decoding: item.name, as: UTF8.self).shortened(100), count: item.count)
        }
        // A file may end so. One that was cut off does too.
        if assembler.lacksLastLineEnd { counts.add("", .ignored, "the missing end of the last line") }
        summary.counts = counts
    }

    private func noteEmptiness() {
        let hadOthers = summary.counts.total(.ignored) > 0 && assembler.counts.allSatisfy { $0 == 0 }
        guard plan.definition.emptyFile == .exception || hadOthers else { return }
        summary.findings.append(
            placed(
                Finding(
                    rule: "empty",
                    expected:
                        "at least one record of \(plan.maps.map { "'\(plan.layout.records[$0.root].id)'" }.joined(separator: " or "))",
                    found: "none",
                    advice: "Check that the file belongs to this interface; if it may report nothing, say 'on-empty: accept'")))
    }

    private func placed(_ finding: Finding) -> Finding { Self.placed(finding, plan, file) }

    /// Rules that only the sender's system or the way here can have broken: sending again may help.
    private static let technicalRules: Set<String> = [
        "encoding", "columns", "header", "record-type", "record-order", "record-length", "occurs", "control-total", "xml", "not-xml",
        "doctype", "json", "quote", "empty", "depth", "text-size", "group-size", "apart", "unknown-element", "repeated-field", "double-key",
        "xml-limit", "nul", "schema",
    ]

    /// The finding with the contract it breaks, the file it stands in, and its class.
    static func placed(_ finding: Finding, _ plan: Plan, _ file: String) -> Finding {
        var finding = finding
        finding.interface = plan.definition.reference
        finding.file = file
        if technicalRules.contains(finding.rule), !finding.hasChosenClass { finding.class = .technical }
        return finding
    }
}
