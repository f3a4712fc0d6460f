import Canonical
import Registry

/// Reads fixed-width records, in bytes: several record types told apart by text at a position, with line ends or of a fixed
/// length. Every record is as long as its layout says, or something is said about it.
final class FixedWidthReader {
    /// How long records of one type are, and what is done about others.
    private struct Extent {
        let length: Int
        /// Whether the definition says the length, or it is only where the last field ends.
        let isSaid: Bool
        let pads: Bool
        let ignoresRest: Bool
        /// Fields whose digits stand for less when some are cut off.
        let wholeFields: [Int]
    }

    private let format: Format
    private let assembler: GroupAssembler
    private let buffer: ChunkBuffer
    private let markers: [(at: Int, text: [UInt8])?]
    private let fields: [[(at: Int, length: Int)]]
    private let extents: [Extent]
    /// Where the longest record ends: files of one record length fill all others up to it.
    private let longest: Int
    private var line = 1
    private let encoding: EncodingCheck
    /// Whether a line may hold what must not be shown.
    private let hidesRaw: Bool
    private let structure: StructureKeeper?
    private let isOnlyStructure: Bool
    private let weakened: Weakening?
    private let space: UInt8

    init(
        _ plan: Plan, _ assembler: GroupAssembler, _ buffer: ChunkBuffer, _ structure: StructureKeeper? = nil,
        isOnlyStructure: Bool = false
    ) {
        let format = plan.definition.format
        self.format = format
        self.assembler = assembler
        self.buffer = buffer
        self.structure = structure
        self.isOnlyStructure = isOnlyStructure
        weakened = plan.weakened
        space = format.encoding.isEBCDIC ? 0x40 : 0x20
        // Packed digits are bytes of any value: then only the text fields can be checked, one by one.
        let isPacked = format.records.contains { $0.fields.contains { $0.format.number.digits == .packed } }
        encoding = EncodingCheck(format.encoding, isAllText: !isPacked)
        hidesRaw = format.records.contains { $0.fields.contains(where: \.isSensitive) }
        markers = format.records.map { record in
            guard case .bytes(let at, let text) = record.marker else { return nil }
            return (at - 1, SingleByteText.encode(text, as: format.encoding))
        }
        fields = format.records.map { record in
            record.fields.map { if case .bytes(let at, let length) = $0.position { (at - 1, length) } else { (0, 0) } }
        }
        extents = format.records.map { record in
            Extent(
                length: format.recordLength ?? record.length ?? format.end(of: record),
                isSaid: format.recordLength != nil || record.length != nil, pads: record.padsShort,
                ignoresRest: record.ignoresRest, wholeFields: record.fields.indices.filter { record.fields[$0].format.isWholeOrNothing })
        }
        longest = format.records.map { $0.length ?? format.end(of: $0) }.max() ?? 0
    }

    /// Reads to the end, reporting every record to the assembler.
    func read() throws {
        if format.encoding == .utf8 { try skipByteOrderMark() }
        while let (length, terminator) = try format.recordLength.map(nextRecord) ?? nextLine() {
            let record = UnsafeRawBufferPointer(rebasing: buffer.window[0..<length])
            if !isBlank(record) {
                try report(record, hasEnd: terminator > 0)
                if terminator == 0, format.recordLength == nil { assembler.lacksLastLineEnd = true }
            }
            line += 1
            buffer.advance(length + terminator)
        }
    }

    private func skipByteOrderMark() throws {
        while buffer.window.count < 3, try buffer.more() {}
        if buffer.window.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.advance(3) }
    }

    /// A line's length without its end, and the length of the end; `nil` at the end of the file.
    private func nextLine() throws -> (Int, Int)? {
        var scanned = 0
        while true {
            let window = buffer.window
            var at = scanned
            while at < window.count, window[at] != 0x0A, window[at] != 0x0D { at += 1 }
            if at < window.count {
                if window[at] == 0x0A { return (at, 1) }
                if at + 1 < window.count { return (at, window[at + 1] == 0x0A ? 2 : 1) }
                if buffer.isAtEnd { return (at, 1) }
            }
            scanned = at
            guard try !buffer.more() else { continue }
            if buffer.window.isEmpty { return nil }
            if scanned == buffer.window.count { return (scanned, 0) }
        }
    }

    private func nextRecord(_ length: Int) throws -> (Int, Int)? {
        while buffer.window.count < length, try buffer.more() {}
        return buffer.window.isEmpty ? nil : (min(length, buffer.window.count), 0)
    }

    private func isBlank(_ record: UnsafeRawBufferPointer) -> Bool {
        record.isEmpty || (record[0] == 0x1A && record.allSatisfy { $0 == 0x1A })
    }

    private func report(_ bytes: UnsafeRawBufferPointer, hasEnd: Bool) throws {
        guard let record = recognise(bytes) else {
            if isOnlyStructure { return }
            // Where there are secrets, no more than a marker could have been.
            let shown = hidesRaw ? min(16, markers.compactMap { $0.map { $0.at + $0.text.count } }.max() ?? 0) : 16
            let finding = Finding(
                line: line, offset: buffer.offset, rule: "record-type",
                expected: "one of the record types \(format.records.map(\.id).joined(separator: ", "))",
                found: "'\(SingleByteText.decode(bytes.prefix(shown), as: format.encoding).shortened(16))'",
                advice: "Check that the file belongs to this interface and version", raw: raw(bytes))
            // Nothing was recognised before: this is not a file of this interface at all.
            if assembler.counts.allSatisfy({ $0 == 0 }) { throw finding }
            assembler.spoil(finding)
            return
        }
        try structure?.row(record, line: line, bytes) { field($0, record, bytes) }
        let role = assembler.layout.records[record].role
        if isOnlyStructure, role != .file { return }
        if role == .root, !assembler.continues(record, { field(assembler.layout.records[record].groupedBy[$0], record, bytes) }) {
            try assembler.endGroup()
            assembler.noteKey(record) { field($0, record, bytes) }
        }
        let (target, at) = try assembler.begin(record: record, line: line, offset: buffer.offset)
        let start = target.bytes.count
        target.bytes.append(bytes)
        (target.rows[at].rawStart, target.rows[at].rawLength) = (start, bytes.count)
        let first = target.rows[at].cells
        for (index, field) in fields[record].enumerated() where field.at < bytes.count {
            target.cells[first + index] = .init(
                start: start + field.at, length: min(field.length, bytes.count - field.at), shift: field.at)
        }
        checkLength(record, bytes, hasEnd)
        assembler.checkEncoding(encoding, bytes, target, at, format)
        try assembler.end(target, at)
    }

    /// A record that is longer or shorter than its layout spoils its group, unless the definition says that it may be.
    @inline(__always)
    private func checkLength(_ record: Int, _ bytes: UnsafeRawBufferPointer, _ hasEnd: Bool) {
        let extent = extents[record]
        if bytes.count == extent.length { return }
        if !extent.isSaid, bytes.count == longest { return }
        if bytes.count > extent.length { checkRest(record, bytes, extent) } else { checkShort(record, bytes, extent, hasEnd) }
    }

    private func checkRest(_ record: Int, _ bytes: UnsafeRawBufferPointer, _ extent: Extent) {
        if weakened == .restOfRecord { return }
        if extent.ignoresRest {
            if bytes[extent.length...].contains(where: { $0 != space }) { assembler.ignored(record, "bytes behind the record's end") }
            return
        }
        spoil(
            record, bytes, at: extent.length, found: "\(bytes.count) bytes",
            advice:
                "Two records may stand on one line, or the layout is older than the file; where the rest is of no use, say 'rest: ignore' at the record"
        )
    }

    private func checkShort(_ record: Int, _ bytes: UnsafeRawBufferPointer, _ extent: Extent, _ hasEnd: Bool) {
        if weakened == .shortRecord { return }
        guard extent.pads else {
            return spoil(
                record, bytes, at: bytes.count, found: "\(bytes.count) bytes",
                advice:
                    "The record may be cut off; ask the sender for the file again, or say 'short: pad' at the record if trailing blanks are cut"
            )
        }
        if !hasEnd, format.recordLength == nil {
            return spoil(
                record, bytes, at: bytes.count, found: "\(bytes.count) bytes and no line end",
                advice: "The last record may be cut off; ask the sender for the file again")
        }
        for index in extent.wholeFields {
            let field = fields[record][index]
            guard field.at < bytes.count, bytes.count < field.at + field.length else { continue }
            return spoil(
                record, bytes, at: bytes.count, found: "the end within '\(format.records[record].fields[index].name)'",
                advice: "The record is cut off within a number or date; ask the sender for the file again")
        }
    }

    private func spoil(_ record: Int, _ bytes: UnsafeRawBufferPointer, at: Int, found: String, advice: String) {
        assembler.spoil(
            Finding(
                line: line, offset: buffer.offset + at, rule: "record-length",
                expected: "a '\(format.records[record].id)' record of \(extents[record].length) bytes", found: found, advice: advice,
                raw: raw(bytes)))
    }

    private func raw(_ bytes: UnsafeRawBufferPointer) -> String {
        hidesRaw ? "" : SingleByteText.decode(bytes.prefix(240), as: format.encoding).shortened(240)
    }

    private func field(_ field: Int, _ record: Int, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let place = fields[record][field]
        guard place.at < bytes.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[place.at..<min(place.at + place.length, bytes.count)])
    }

    private func recognise(_ bytes: UnsafeRawBufferPointer) -> Int? {
        for (index, marker) in markers.enumerated() {
            guard let marker else { return index }
            guard marker.at + marker.text.count <= bytes.count else { continue }
            let there = UnsafeRawBufferPointer(rebasing: bytes[marker.at..<marker.at + marker.text.count])
            if marker.text.withUnsafeBytes({ bytesEqual($0, there) }) { return index }
        }
        return nil
    }
}

extension FieldFormat {
    /// Whether a value that is cut short reads as another value: digits with an implied point, zoned and packed ones, dates.
    fileprivate var isWholeOrNothing: Bool {
        switch kind {
        case .text: false
        case .integer, .decimal: number.impliedScale != nil || number.digits != .display
        case .date, .datetime: true
        }
    }
}
