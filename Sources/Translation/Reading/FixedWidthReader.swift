import Canonical
import Registry

/// Reads fixed-width records, in bytes: several record types told apart by text at a position, with
/// line ends or of a fixed length, a shorter last field or record included.
final class FixedWidthReader {
    private let format: Format
    private let assembler: GroupAssembler
    private let buffer: ChunkBuffer
    private let markers: [(at: Int, text: [UInt8])?]
    private let fields: [[(at: Int, length: Int)]]
    private var line = 1
    private let encoding: EncodingCheck
    /// Whether a line may hold what must not be shown.
    private let hidesRaw: Bool

    init(_ format: Format, _ assembler: GroupAssembler, _ buffer: ChunkBuffer) {
        self.format = format
        self.assembler = assembler
        self.buffer = buffer
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
    }

    /// Reads to the end, reporting every record to the assembler.
    func read() throws {
        if format.encoding == .utf8 { try skipByteOrderMark() }
        while let (length, terminator) = try format.recordLength.map(nextRecord) ?? nextLine() {
            let record = UnsafeRawBufferPointer(rebasing: buffer.window[0..<length])
            if !isBlank(record) { try report(record) }
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

    private func report(_ bytes: UnsafeRawBufferPointer) throws {
        guard let record = recognise(bytes) else {
            // Where there are secrets, no more than a marker could have been.
            let shown = hidesRaw ? min(16, markers.compactMap { $0.map { $0.at + $0.text.count } }.max() ?? 0) : 16
            let finding = Finding(
                line: line, offset: buffer.offset, rule: "record-type",
                expected: "one of the record types \(format.records.map(\.id).joined(separator: ", "))",
                found: "'\(SingleByteText.decode(bytes.prefix(shown), as: format.encoding).shortened(16))'",
                advice: "Check that the file belongs to this interface and version",
                raw: hidesRaw ? "" : SingleByteText.decode(bytes.prefix(240), as: format.encoding).shortened(240))
            // Nothing was recognised before: this is not a file of this interface at all.
            if assembler.counts.allSatisfy({ $0 == 0 }) { throw finding }
            assembler.spoil(finding)
            return
        }
        if assembler.layout.records[record].role == .root,
            !assembler.continues(record, { field($0, record, bytes) })
        {
            try assembler.endGroup()
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
        assembler.checkEncoding(encoding, bytes, target, at, format)
        try assembler.end(target, at)
    }

    private func field(_ keyIndex: Int, _ record: Int, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let field = fields[record][assembler.layout.records[record].groupedBy[keyIndex]]
        guard field.at < bytes.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[field.at..<min(field.at + field.length, bytes.count)])
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
