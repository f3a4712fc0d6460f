import Canonical
import Registry

/// Reads delimited text (RFC 4180 and its many dialects): quotes with doubled quotes and line breaks
/// inside, CR, LF and CRLF mixed, a header by name, comment lines, ragged rows. Every column is declared, or something is
/// said about it.
final class DelimitedReader {
    private let format: Format
    private let assembler: GroupAssembler
    private let buffer: ChunkBuffer
    private let comment: [UInt8]
    /// For each record, the column of each of its fields; -1 where the file does not have it.
    private var columns: [[Int]]
    /// How many cells the header has; 0 without one.
    private var width = 0
    /// How many cells the first row has, where that is more and the last ones are empty: all rows may end in delimiters, but where only some do, their
    /// values have moved.
    private var extent = 0
    /// How many cells each record needs for its columns by number, and up to which one they are declared.
    private let widths: [(least: Int, declared: Int)]
    /// Columns of the header that no record declares, and in how many rows they said something.
    private var strangers: [(column: Int, name: String, rows: Int)] = []
    /// The header's names as they stand, to know it again.
    private var header: [[UInt8]] = []
    /// The first bytes of the header's names.
    private var headerBegins = Array(repeating: false, count: 256)
    /// Whether a line may hold what must not be shown.
    private let hidesRaw: Bool
    private var line = 1
    private let encoding: EncodingCheck
    /// The cells of the row at hand, by column.
    private let row = PlainList<RawCell>(capacity: 128)
    private let unquoted = ByteArena()
    private let structure: StructureKeeper?
    private let isOnlyStructure: Bool
    private let weakened: Weakening?

    struct RawCell: BitwiseCopyable {
        var start: Int
        var length: Int
        /// Whether it lies in `unquoted`, without its quotes.
        var wasQuoted: Bool
        /// Where its content begins in the row.
        var shift: Int
    }

    init(
        _ plan: Plan, _ assembler: GroupAssembler, _ buffer: ChunkBuffer, _ structure: StructureKeeper? = nil,
        isOnlyStructure: Bool = false
    ) {
        let format = plan.definition.format
        self.format = format
        self.structure = structure
        self.isOnlyStructure = isOnlyStructure
        weakened = plan.weakened
        self.assembler = assembler
        self.buffer = buffer
        encoding = EncodingCheck(format.encoding)
        comment = Array((format.comment ?? "").utf8)
        columns = format.records.map { record in
            record.fields.map { if case .numbered(let number) = $0.position { number - 1 } else { -1 } }
        }
        widths = format.records.map { record in
            let numbers = record.fields.map { if case .numbered(let number) = $0.position { (number, $0.isOptional) } else { (0, true) } }
            var marker = 0
            if case .column(let number, _)? = record.marker { marker = number }
            return (max(marker, numbers.filter { !$0.1 }.map(\.0).max() ?? 0), max(marker, numbers.map(\.0).max() ?? 0))
        }
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
                    try refuseSecondHeader(bytes)
                    try report(bytes)
                }
                assembler.lacksLastLineEnd = !(bytes.last == 0x0A || bytes.last == 0x0D)
            }
            line += length.lines
            buffer.advance(length.bytes)
        }
        for stranger in strangers { assembler.ignored(0, stranger.name, count: stranger.rows) }
    }

    private func skipByteOrderMark() throws {
        while buffer.window.count < 3, try buffer.more() {}
        if buffer.window.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.advance(3) }
    }

    private func isPassedOver(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if row.count == 1, row[0].length == 0, !row[0].wasQuoted { return true }
        if bytes.first == 0x1A, bytes.allSatisfy({ $0 == 0x1A || $0 == 0x0A || $0 == 0x0D }) { return true }
        guard !comment.isEmpty, bytes.starts(with: comment) else { return false }
        assembler.ignored(-1, "comment lines")
        return true
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
        let firstLine = lines
        var delimiters = 0
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
                if at < count, base[at] != format.delimiter, base[at] != 0x0A, base[at] != 0x0D {
                    if weakened != .brokenQuote { throw textBehindQuote(lines, at) }
                    while at < count, base[at] != format.delimiter, base[at] != 0x0A, base[at] != 0x0D {
                        unquoted.append(base[at])
                        at += 1
                    }
                }
                if lines > firstLine, delimiters >= max(2, width - 1), weakened != .brokenQuote { throw rowsInQuotes(lines) }
                row.append(RawCell(start: start, length: unquoted.count - start, wasQuoted: true, shift: opening + 1))
                return at
            }
            if byte == 0x0A || (byte == 0x0D && !(at + 1 < count && base[at + 1] == 0x0A)) { lines += 1 }
            if byte == format.delimiter { delimiters += 1 }
            unquoted.append(byte)
            at += 1
        }
        guard buffer.isAtEnd else { return nil }
        throw Finding(
            line: line, offset: buffer.offset, rule: "quote", expected: "a closing quote",
            found: "the end of the file", advice: "The file is cut off, or a quote in the text is not doubled")
    }

    private func textBehindQuote(_ lines: Int, _ at: Int) -> Finding {
        Finding(
            line: line + lines - 1, offset: buffer.offset + at, rule: "quote",
            expected: "a delimiter or the end of the row behind a closing quote",
            found: "more text", advice: "A quote in the text is not doubled; ask the sender for a file with its quotes doubled")
    }

    /// A quoted text with line breaks and as many delimiters as a row has: a quote that was never closed has swallowed rows.
    private func rowsInQuotes(_ lines: Int) -> Finding {
        Finding(
            line: line, offset: buffer.offset, rule: "quote", expected: "a closing quote in the row that opens it",
            found: "a text over \(lines) lines that holds whole rows",
            advice: "A quote in the text is not doubled; ask the sender for a file with its quotes doubled")
    }

    private func content(_ cell: RawCell, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        cell.wasQuoted
            ? unquoted.slice(cell.start, cell.length)
            : UnsafeRawBufferPointer(rebasing: bytes[cell.start..<cell.start + cell.length])
    }

    // MARK: - meaning

    /// Learns from the header where the fields stand.
    private func bind(_ bytes: UnsafeRawBufferPointer) throws {
        let raw = row.indices.map { Array(content(row[$0], bytes)) }
        let names = raw.map { SingleByteText.decode($0, as: format.encoding).trimmed }
        width = names.count
        if let twice = names.first(where: { name in !name.isEmpty && names.filter { $0 == name }.count > 1 }) {
            throw headerFinding("each column name once", "'\(twice)' twice", "Only one of them can be meant; ask the sender which")
        }
        if let foreign = format.foreignColumns.first(where: { foreign in names.contains(foreign.column) }) {
            throw headerFinding(
                "a file of this interface", "the column '\(foreign.column)'",
                "This is a file of \(foreign.interface): send it to the drop of that interface")
        }
        var missing: [FieldDefinition] = []
        var declared: Set<Int> = []
        for (index, record) in format.records.enumerated() {
            for (position, field) in record.fields.enumerated() {
                guard case .named(let wanted) = field.position else { continue }
                let found = names.indices.filter { column in wanted.contains { $0.lowercased() == names[column].lowercased() } }
                declared.formUnion(found)
                if found.count > 1, field.take == nil, weakened != .firstOfSeveral {
                    throw headerFinding(
                        "one column for '\(field.name)'", found.map { "'\(names[$0])'" }.joined(separator: " and "),
                        "Say 'take: first' at the field if they say the same")
                }
                columns[index][position] = choose(found, field, wanted, names) ?? -1
                if found.isEmpty { missing.append(field) }
            }
        }
        let lacking = missing.filter { weakened == .missingColumn ? $0.isRequired : !$0.isOptional }
        let isStrange = !format.records.isEmpty && missing.count == format.records.reduce(0) { $0 + $1.fields.count }
        guard lacking.isEmpty, !isStrange else {
            throw headerFinding(
                "a header with the columns \((lacking.isEmpty ? missing : lacking).prefix(12).map(\.columnName).joined(separator: ", "))",
                "'\(names.prefix(24).joined(separator: String(UnicodeScalar(format.delimiter))).shortened(240))'",
                isStrange
                    ? "Check that the file belongs to this interface and version"
                    : "The column may have been renamed: add the new name to the field's aliases, or say 'optional: true' if a file may lack it"
            )
        }
        strangers = names.indices.filter { !declared.contains($0) }.map { ($0, names[$0].shortened(60), 0) }
        header = raw
        for name in header { if let first = name.first { headerBegins[Int(first)] = true } }
    }

    /// Exact names go before those that differ in case, and names in the order of the definition.
    private func choose(_ found: [Int], _ field: FieldDefinition, _ wanted: [String], _ names: [String]) -> Int? {
        if field.take == .last { return found.max() }
        return wanted.lazy.compactMap { names.firstIndex(of: $0) }.first ?? found.first
    }

    /// A header in the middle of a file: two files in one, and maybe with other columns.
    private func refuseSecondHeader(_ bytes: UnsafeRawBufferPointer) throws {
        guard header.count > 1, row.count > 1, weakened != .secondHeader else { return }
        let first = content(row[0], bytes)
        guard let begin = first.first, headerBegins[Int(begin)], isName(first) else { return }
        let said = row.indices.filter { row[$0].length > 0 }
        guard said.count > 1, said.allSatisfy({ isName(content(row[$0], bytes)) }) else { return }
        throw headerFinding(
            "one header, on the first line", "another one",
            "Two files were put together; ask the sender for them one by one")
    }

    private func isName(_ text: UnsafeRawBufferPointer) -> Bool {
        header.contains { name in name.withUnsafeBytes { bytesEqual($0, text) } }
    }

    private func headerFinding(_ expected: String, _ found: String, _ advice: String) -> Finding {
        Finding(line: line, offset: buffer.offset, rule: "header", expected: expected, found: found, advice: advice)
    }

    private func report(_ bytes: UnsafeRawBufferPointer) throws {
        guard let record = recognise(bytes) else {
            if isOnlyStructure { return }
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
        try structure?.row(record, line: line, bytes) { cell(columns[$0], bytes) }
        let layout = assembler.layout.records[record]
        if isOnlyStructure, layout.role != .file { return checkStrangers(record, bytes) }
        // Of a row that lacks cells nobody knows whose it is: what stands before it may be no more than a part.
        let isShort = row.count < (width > 0 ? width : widths[record].least) && format.ragged == .reject
        if layout.role == .root, !(isShort && assembler.mightContinue(record)),
            !assembler.continues(record, { cell(columns[layout.groupedBy[$0]], bytes) })
        {
            try assembler.endGroup()
            assembler.noteKey(record) { cell(columns[$0], bytes) }
        }
        let (target, at) = try assembler.begin(record: record, line: line, offset: buffer.offset)
        fill(target, at, columns, bytes)
        checkWidth(record, bytes)
        checkStrangers(record, bytes)
        assembler.checkEncoding(encoding, bytes, target, at, format)
        try assembler.end(target, at)
    }

    private func cell(_ column: Int, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        column >= 0 && column < row.count ? content(row[column], bytes) : nil
    }

    @inline(__always)
    private func checkWidth(_ record: Int, _ bytes: UnsafeRawBufferPointer) {
        let least = width > 0 ? width : widths[record].least
        let most = width > 0 ? width : max(widths[record].declared, 1)
        if width > 0, extent == 0 {
            let endsInDelimiters = row.count > width && !(width..<row.count).contains { row[$0].length > 0 }
            extent = endsInDelimiters ? row.count : width
        }
        if row.count == width ? extent == width : row.count >= least && row.count <= most { return }
        if row.count < least {
            guard format.ragged == .reject else { return }
        } else if width == 0 || row.count == extent {
            guard (most..<row.count).contains(where: { row[$0].length > 0 }) else { return }
            if width == 0, format.records[record].ignoresOthers || weakened == .undeclaredColumn {
                return assembler.ignored(record, "cells behind the declared columns")
            }
        }
        assembler.spoil(
            Finding(
                line: line, offset: buffer.offset, rule: "columns",
                expected: width > 0
                    ? "\(row.count < width ? width : extent) cells" : least == most ? "\(most) cells" : "\(least) to \(most) cells",
                found: "\(row.count)",
                advice: row.count < least || width > 0
                    ? "Check for a line break or an unquoted delimiter in the text"
                    : "Check for an unquoted delimiter in the text; where the cells behind are of no use, say 'others: ignore' at the record",
                raw: raw(bytes)))
    }

    /// Content in a column that the definition does not know: the sender says something that nobody reads.
    @inline(__always)
    private func checkStrangers(_ record: Int, _ bytes: UnsafeRawBufferPointer) {
        if strangers.isEmpty { return }
        for index in strangers.indices {
            let column = strangers[index].column
            guard column < row.count, row[column].length > 0, weakened != .undeclaredColumn else { continue }
            strangers[index].rows += 1
            if format.records[record].ignoresOthers { continue }
            let finding = Finding(
                line: line, offset: buffer.offset + row[column].shift, field: strangers[index].name, rule: "columns",
                expected: "columns that '\(format.records[record].id)' declares", found: "the column '\(strangers[index].name)'",
                advice: "Declare the column, or say 'others: ignore' at the record if nothing of it is needed", raw: raw(bytes))
            if let structure { structure.note(finding) } else { assembler.spoil(finding) }
        }
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

extension FieldDefinition {
    /// The column as the definition names it first.
    fileprivate var columnName: String {
        if case .named(let names) = position { names[0] } else { name }
    }
}
