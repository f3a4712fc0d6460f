import Canonical
import Registry

/// Gathers source rows into groups, keeps the file's own rows at hand, and hands every whole group on.
///
/// Readers report rows in file order. A row that cannot be read spoils the group it stands in, and no
/// other.
final class GroupAssembler {
    /// A group larger than this is not a business transaction; memory stays bounded whatever comes.
    static let largestGroup = 64 << 20
    /// Nor is one of more rows than this: several steps compare the rows of a group with one another.
    static let mostRows = 100_000

    let layout: RecordLayout
    /// Header and trailer rows, the latest of each record.
    let context = GroupBuffer()
    let group = GroupBuffer()
    /// What is wrong with the current group's rows.
    private(set) var faults: [Finding] = []
    /// How many rows of each record the file has had.
    private(set) var counts: [Int]
    /// The file ends without the end of a line.
    var lacksLastLineEnd = false
    /// Keys that come more than once in the file, where that is known.
    let repeats: [UInt64: Structure.Repeat]
    /// The one of them that the group at hand has.
    private(set) var openRepeat: (key: UInt64, repeats: Structure.Repeat)?
    private let keys: StructureKeyReader?
    /// Every row passes here once: control totals are counted on the way.
    var observe: (GroupBuffer, Int) throws -> Void = { _, _ in }
    /// Takes a whole group.
    var deliver: (GroupAssembler) throws -> Void = { _ in }
    /// What the definition lets be without reading it.
    private let ignoredNames = IgnoredNames()
    private var isOpen = false
    /// The group's latest row of each record; -1 for none.
    private let latest: PlainList<Int>

    /// - Parameters:
    ///   - plan: for the keys of groups; `nil` where nobody asks for what comes twice.
    ///   - repeats: what a look over the whole file has found.
    init(layout: RecordLayout, plan: Plan? = nil, repeats: [UInt64: Structure.Repeat] = [:]) {
        self.layout = layout
        self.repeats = repeats
        keys = plan.map { [context] in StructureKeyReader($0, context: context) }
        counts = Array(repeating: 0, count: layout.records.count)
        latest = PlainList(capacity: max(1, layout.records.count))
        for _ in layout.records { latest.append(-1) }
    }

    deinit { latest.deallocate() }

    /// Begins a row of `record`; its cells are filled in through the buffer that comes back.
    func begin(record: Int, line: Int, offset: Int) throws -> (buffer: GroupBuffer, row: Int) {
        let shape = layout.records[record]
        counts[record] += 1
        switch shape.role {
        case .file:
            try endGroup()
            return (context, contextRow(record, shape, line, offset))
        case .root:
            if !isOpen { isOpen = true }
            try limitGroup(line, offset)
            let row = group.begin(record: record, parent: -1, fieldCount: shape.fieldCount, line: line, offset: offset)
            latest[record] = row
            return (group, row)
        case .member:
            let parent = latest[shape.parent]
            if parent < 0 {
                isOpen = true
                spoil(
                    Finding(
                        line: line, offset: offset, rule: "record-order",
                        expected: "a '\(layout.records[shape.parent].id)' record before a '\(shape.id)' record",
                        found: "none", advice: "Check that the file is complete and in order"))
            }
            let row = group.begin(record: record, parent: parent, fieldCount: shape.fieldCount, line: line, offset: offset)
            latest[record] = row
            try limitGroup(line, offset)
            return (group, row)
        }
    }

    /// Ends the row that was begun last, once all its cells are there.
    func end(_ buffer: GroupBuffer, _ row: Int) throws { try observe(buffer, row) }

    /// Whether a new root row with these cells goes on with the current group. Called before `begin`,
    /// with the cells of the fields the record is grouped by, in order.
    func continues(_ record: Int, _ keys: (Int) -> UnsafeRawBufferPointer?) -> Bool {
        let fields = layout.records[record].groupedBy
        guard isOpen, !fields.isEmpty, let first = group.rows.first, first.record == record else { return false }
        for (index, field) in fields.enumerated() {
            let cell = group.cell(0, field)
            guard let key = keys(index), cell.length >= 0, bytesEqual(group.slice(cell), key) else { return false }
        }
        return true
    }

    /// Notes whether the key of the group that begins with this row comes again in the file.
    @inline(__always)
    func noteKey(_ record: Int, _ cell: (Int) -> UnsafeRawBufferPointer?) {
        if repeats.isEmpty { return }
        guard let keys, keys.all[record].isKeyed else { return openRepeat = nil }
        let key = keys.key(keys.all[record], keys.keyOfFile(keys.all[record]), cell)
        openRepeat = repeats[key].map { (key, $0) }
    }

    /// Whether a new root row whose own keys cannot be trusted might go on with the current group.
    func mightContinue(_ record: Int) -> Bool {
        isOpen && !layout.records[record].groupedBy.isEmpty && group.rows.first?.record == record
    }

    /// Something is wrong with the row at hand, and so with its group.
    func spoil(_ finding: Finding) {
        isOpen = true
        if faults.count < 20 { faults.append(finding) }
    }

    /// Something that is not declared stands in a record (-1: in the file itself), and the definition lets it be.
    func ignored(record: Int, name: UnsafeRawBufferPointer) { ignoredNames.add(record: record, name: name) }

    func ignored(_ record: Int, _ name: String, count: Int = 1) {
        guard count > 0 else { return }
        var name = name
        name.withUTF8 { ignoredNames.add(record: record, name: UnsafeRawBufferPointer($0), count: count) }
    }

    /// What `ignored` was told, by record and name, in the order of first sight.
    var ignored: [(record: Int, name: [UInt8], count: Int)] { ignoredNames.all }

    /// Spoils the group if the row at hand is not in the declared encoding.
    func checkEncoding(_ check: EncodingCheck, _ bytes: UnsafeRawBufferPointer, _ buffer: GroupBuffer, _ row: Int, _ format: Format) {
        guard let fault = check.fault(in: bytes) else { return }
        let place = buffer.rows[row]
        let record = format.records[place.record]
        let field = buffer.field(of: row, fieldCount: record.fields.count, at: fault.index)
        let isSensitive = record.fields.contains(where: \.isSensitive)
        spoil(
            Finding(
                line: place.line, offset: place.offset + fault.index, field: field < 0 ? "" : record.fields[field].name,
                rule: "encoding", expected: check.expected, found: fault.found, advice: EncodingCheck.advice,
                raw: isSensitive ? "" : SingleByteText.decode(bytes.prefix(480), as: format.encoding).trimmed.shortened(240)))
    }

    /// Hands the current group on, if there is one.
    func endGroup() throws {
        guard isOpen else { return }
        isOpen = false
        try deliver(self)
        group.removeAll()
        openRepeat = nil
        for index in latest.indices { latest[index] = -1 }
        faults.removeAll(keepingCapacity: true)
    }

    /// The records that the file should have had and did not, or had too often.
    func missingFileRecords() -> [Finding] {
        layout.records.enumerated().compactMap { index, record in
            guard record.role != .member else { return nil }
            let count = counts[index]
            guard count < record.minimum || count > record.maximum ?? .max else { return nil }
            return Finding(
                rule: "occurs",
                expected: "\(count < record.minimum ? "at least \(record.minimum)" : "at most \(record.maximum ?? 0)") '\(record.id)'",
                found: "\(count)", advice: "The file looks cut off or is of another interface; ask the sender for it again")
        }
    }

    private func contextRow(_ record: Int, _ shape: RecordLayout.Record, _ line: Int, _ offset: Int) -> Int {
        if context.bytes.count > 1 << 20 { context.compact() }
        let known = context.last(of: record)
        guard known >= 0 else {
            return context.begin(record: record, parent: -1, fieldCount: shape.fieldCount, line: line, offset: offset)
        }
        context.rows[known].line = line
        context.rows[known].offset = offset
        for field in 0..<shape.fieldCount { context.cells[context.rows[known].cells + field] = .absent }
        return known
    }

    private func limitGroup(_ line: Int, _ offset: Int) throws {
        guard group.bytes.count > Self.largestGroup || group.rows.count > Self.mostRows else { return }
        throw Finding(
            line: line, offset: offset, rule: "group-size",
            expected: "a group of at most \(Self.mostRows) records and \(Self.largestGroup) bytes", found: "a larger one",
            advice: "Check the grouping in the definition and that the file belongs to this interface")
    }
}

@inline(__always)
func bytesEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    guard a.count == b.count else { return false }
    for index in 0..<a.count where a[index] != b[index] { return false }
    return true
}
