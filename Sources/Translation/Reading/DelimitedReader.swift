import Canonical
import Registry

/// Reads delimited text (RFC 4180 and its many dialects): quotes with doubled quotes and line breaks
/// inside, CR, LF and CRLF mixed, a header by name, comment lines, ragged rows.
final class DelimitedReader {
    private let format: Format
    private let assembler: GroupAssembler
    private let buffer: ChunkBuffer
    private let comment: [UInt8]
    /// For each record, the column of each of its fields; -1 where the file does not have it.
    private var columns: [[Int]]
    /// How many cells the header has; 0 without one.
    private var width = 0
    /// How many cells each record needs for its columns by number.
    private let widths: [Int]
    /// Whether a line may hold what must not be shown.
    private let hidesRaw: Bool
    private var line = 1
    private let encoding: EncodingCheck
    /// The cells of the row at hand, by column.
    private let row = PlainList<RawCell>(capacity: 128)
    private let unquoted = ByteArena()

    struct RawCell: BitwiseCopyable {
        var start: Int
        var length: Int
        /// Whether it lies in `unquoted`, without its quotes.
        var wasQuoted: Bool
        /// Where its content begins in the row.
        var shift: Int
    }

    init(_ format: Format, _ assembler: GroupAssembler, _ buffer: ChunkBuffer) {
        self.format = format
        self.assembler = assembler
        self.buffer = buffer
        encoding = EncodingCheck(format.encoding)
        comment = Array((format.comment ?? "").utf8)
        columns = format.records.map { record in
            record.fields.map { if case .numbered(let number) = $0.position { number - 1 } else { -1 } }
        }
        widths = columns.map { ($0.max() ?? -1) + 1 }
        hidesRaw = format.records.contains { $0.fields.contains(where: \.isSensitive) }
    }

    deinit { row.deallocate() }

    /// Reads to the end, reporting every row to the assembler.
    /// - Throws: a finding for what makes the rest of the file unreadable.
    func read() throws {
        try skipByteOrderMark()
        var headerPending = format.header != .none && format.records.allSatisfy { $0.marker == nil }
        while true {
            guard let length = try scanRow() else { break }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer.window[0..<length.bytes])
            if !isPassedOver(bytes) {
                if headerPending {
                    if format.header == .names { try bind(bytes) }
                    headerPending = false
                } else {
                    try report(bytes)
                }
            }
            line += length.lines
            buffer.advance(length.bytes)
        }
    }

    private func skipByteOrderMark() throws {
        while buffer.window.count < 3, try buffer.more() {}
        if buffer.window.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.advance(3) }
    }

    private func isPassedOver(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if row.count == 1, row[0].length == 0, !row[0].wasQuoted { return true }
        if bytes.first == 0x1A, bytes.allSatisfy({ $0 == 0x1A || $0 == 0x0A || $0 == 0x0D }) { return true }
        return !comment.isEmpty && bytes.starts(with: comment)
    }

    // MARK: - rows

    /// Finds the row at the front of the window; `nil` at the end of the file.
    private func scanRow() throws -> (bytes: Int, lines: Int)? {
        while true {
            if !buffer.window.isEmpty, let found = try scanWindow() { return found }
            guard try !buffer.more() else { continue }
            return buffer.window.isEmpty ? nil : try scanWindow()
        }
    }

    /// One attempt over what the window holds; `nil` when the row may go on beyond it.
    private func scanWindow() throws -> (bytes: Int, lines: Int)? {
        let window = buffer.window
        guard let base = window.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        let count = window.count
        let (delimiter, quote) = (format.delimiter, format.quote)
        row.removeAll()
        unquoted.truncate(to: 0)
        var at = 0
        var lines = 1
        if !comment.isEmpty {
            // Quotes mean nothing in a comment.
            if count < comment.count, !buffer.isAtEnd, comment.starts(with: window) { return nil }
            if window.starts(with: comment) {
                while at < count, base[at] != 0x0A, base[at] != 0x0D { at += 1 }
                row.append(RawCell(start: 0, length: at, wasQuoted: false, shift: 0))
                return lineEnd(base, at, count).map { ($0, lines) }
            }
        }
        while true {
            if at < count, let quote, base[at] == quote {
                guard let end = try quotedCell(base, at, count, quote, &lines) else { return nil }
                at = end
            } else {
                let start = at
                while at < count, base[at] != delimiter, base[at] != 0x0A, base[at] != 0x0D { at += 1 }
                row.append(RawCell(start: start, length: at - start, wasQuoted: false, shift: start))
            }
            guard at < count else { return buffer.isAtEnd ? (at, lines) : nil }
            if base[at] == delimiter {
                at += 1
                if at == count {
                    guard buffer.isAtEnd else { return nil }
                    row.append(RawCell(start: at, length: 0, wasQuoted: false, shift: at))
                    return (at, lines)
                }
                continue
            }
            return lineEnd(base, at, count).map { ($0, lines) }
        }
    }

    /// The index after the line end at `at`; `nil` when it may go on beyond the window.
    private func lineEnd(_ base: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> Int? {
        guard at < count else { return buffer.isAtEnd ? at : nil }
        if base[at] == 0x0A { return at + 1 }
        if at + 1 == count, !buffer.isAtEnd { return nil }
        return at + 1 < count && base[at + 1] == 0x0A ? at + 2 : at + 1
    }

    /// Reads a quoted cell that begins at `at`; the index after it, or `nil` when it may go on beyond
    /// the window.
    private func quotedCell(
        _ base: UnsafePointer<UInt8>, _ at: Int, _ count: Int, _ quote: UInt8, _ lines: inout Int
    ) throws -> Int? {
        let start = unquoted.count
        let opening = at
        var at = at + 1
        while at < count {
            let byte = base[at]
            if byte == quote {
                if at + 1 == count, !buffer.isAtEnd { return nil }
                if at + 1 < count, base[at + 1] == quote {
                    unquoted.append(quote)
                    at += 2
                    continue
                }
                at += 1
                // Text between the closing quote and the delimiter is kept as it stands.
                while at < count, base[at] != format.delimiter, base[at] != 0x0A, base[at] != 0x0D {
                    unquoted.append(base[at])
                    at += 1
                }
                row.append(RawCell(start: start, length: unquoted.count - start, wasQuoted: true, shift: opening + 1))
                return at
            }
            if byte == 0x0A || (byte == 0x0D && !(at + 1 < count && base[at + 1] == 0x0A)) { lines += 1 }
            unquoted.append(byte)
            at += 1
        }
        guard buffer.isAtEnd else { return nil }
        throw Finding(
            line: line, offset: buffer.offset, rule: "quote", expected: "a closing quote",
            found: "the end of the file", advice: "The file is cut off, or a quote in the text is not doubled")
    }

    private func content(_ cell: RawCell, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        cell.wasQuoted
            ? unquoted.slice(cell.start, cell.length)
            : UnsafeRawBufferPointer(rebasing: bytes[cell.start..<cell.start + cell.length])
    }

    // MARK: - meaning

    /// Learns from the header where the fields stand.
    private func bind(_ bytes: UnsafeRawBufferPointer) throws {
        let names = row.indices.map { SingleByteText.decode(content(row[$0], bytes), as: format.encoding).trimmed }
        width = names.count
        if let twice = names.first(where: { name in !name.isEmpty && names.filter { $0 == name }.count > 1 }) {
            throw headerFinding("each column name once", "'\(twice)' twice")
        }
        var missing: [String] = []
        for (index, record) in format.records.enumerated() {
            for (position, field) in record.fields.enumerated() {
                guard case .named(let wanted) = field.position else { continue }
                let column =
                    wanted.lazy.compactMap { names.firstIndex(of: $0) }.first
                    ?? wanted.lazy.compactMap { name in names.firstIndex { $0.lowercased() == name.lowercased() } }.first
                columns[index][position] = column ?? -1
                if column == nil { missing.append(wanted[0]) }
            }
        }
        let declared = format.records.reduce(0) { $0 + $1.fields.count }
        let required = format.records.flatMap(\.fields).filter { $0.isRequired }
        let lacking = required.filter { field in
            if case .named(let wanted) = field.position { return missing.contains(wanted[0]) }
            return false
        }
        guard lacking.isEmpty, missing.count < declared else {
            let columns = (lacking.isEmpty ? missing : lacking.map(\.name)).prefix(6).joined(separator: ", ")
            throw headerFinding(
                "a header with the columns \(columns)",
                "'\(names.prefix(8).joined(separator: String(UnicodeScalar(format.delimiter))).shortened(120))'")
        }
    }

    private func headerFinding(_ expected: String, _ found: String) -> Finding {
        Finding(
            line: line, offset: buffer.offset, rule: "header", expected: expected, found: found,
            advice: "Check that the file belongs to this interface and version")
    }

    private func report(_ bytes: UnsafeRawBufferPointer) throws {
        guard let record = recognise(bytes) else {
            // Where there are secrets, no more than a marker could have been.
            let shown = hidesRaw ? min(24, longestMarker) : 24
            let finding = Finding(
                line: line, offset: buffer.offset, rule: "record-type",
                expected: "one of the record types \(format.records.map(\.id).joined(separator: ", "))",
                found: "'\(SingleByteText.decode(bytes.prefix(shown), as: format.encoding).shortened(24))'",
                advice: "Check that the file belongs to this interface and version", raw: raw(bytes))
            // Nothing was recognised before: this is not a file of this interface at all.
            if assembler.counts.allSatisfy({ $0 == 0 }) { throw finding }
            assembler.spoil(finding)
            return
        }
        let columns = self.columns[record]
        let keys = assembler.layout.records[record].groupedBy
        if assembler.layout.records[record].role == .root,
            !assembler.continues(
                record,
                { index in
                    let column = columns[keys[index]]
                    return column >= 0 && column < self.row.count ? self.content(self.row[column], bytes) : nil
                })
        {
            try assembler.endGroup()
        }
        let (target, at) = try assembler.begin(record: record, line: line, offset: buffer.offset)
        fill(target, at, columns, bytes)
        let least = width > 0 ? width : widths[record]
        if row.count < least && format.ragged == .reject || width > 0 && row.count > width && hasContentBeyond(bytes) {
            assembler.spoil(
                Finding(
                    line: line, offset: buffer.offset, rule: "columns", expected: width > 0 ? "\(width) cells" : "at least \(least) cells",
                    found: "\(row.count)",
                    advice: "Check for a line break or an unquoted delimiter in the text", raw: raw(bytes)))
        }
        assembler.checkEncoding(encoding, bytes, target, at, format)
        try assembler.end(target, at)
    }

    private func fill(_ target: GroupBuffer, _ at: Int, _ columns: [Int], _ bytes: UnsafeRawBufferPointer) {
        let rowStart = target.bytes.count
        target.bytes.append(bytes)
        (target.rows[at].rawStart, target.rows[at].rawLength) = (rowStart, bytes.count)
        let first = target.rows[at].cells
        for (field, column) in columns.enumerated() where column >= 0 && column < row.count {
            let cell = row[column]
            if cell.wasQuoted {
                target.set(at, field, unquoted.slice(cell.start, cell.length), shift: cell.shift)
            } else {
                target.cells[first + field] = .init(start: rowStart + cell.start, length: cell.length, shift: cell.start)
            }
        }
    }

    private var longestMarker: Int {
        format.records.map { if case .column(_, let text)? = $0.marker { text.utf8.count } else { 0 } }.max() ?? 0
    }

    private func hasContentBeyond(_ bytes: UnsafeRawBufferPointer) -> Bool {
        (width..<row.count).contains { row[$0].length > 0 }
    }

    private func recognise(_ bytes: UnsafeRawBufferPointer) -> Int? {
        if format.records.count == 1, format.records[0].marker == nil { return 0 }
        return format.records.firstIndex { record in
            guard case .column(let number, let text) = record.marker, number <= row.count else { return false }
            return content(row[number - 1], bytes).elementsEqual(text.utf8)
        }
    }

    private func raw(_ bytes: UnsafeRawBufferPointer) -> String {
        hidesRaw ? "" : SingleByteText.decode(bytes.prefix(240), as: format.encoding).shortened(240)
    }
}
