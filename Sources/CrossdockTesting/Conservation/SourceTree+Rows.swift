import Registry

extension SourceTree {
    /// RFC 4180 and nothing else: every row as wide as the first, quotes only around a whole cell.
    mutating func readDelimited(_ format: Format) -> Bool {
        separator = [format.delimiter]
        var columns: [String]?
        var width = -1
        var open = -1
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let comment = Array((format.comment ?? "").utf8)
        while at < bytes.count {
            guard let (cells, content, end) = cells(at, format) else { return false }
            defer { at = end }
            let isBlank = cells.count == 1 && cells[0].outer.isEmpty
            if isBlank || !comment.isEmpty && bytes[at...].starts(with: comment) { continue }
            let isHeader = format.header != .none && columns == nil
            let record = isHeader ? nil : format.records.first { matches($0, cells) }
            if isHeader || format.header != .none {
                if width < 0 { width = cells.count }
                guard cells.count == width else { return false }
            }
            if isHeader {
                let row = add(.header, "header", in: 0, content, value: nil)
                for cell in cells { _ = add(.cell, "column", in: row, cell.outer, name: cell.inner, value: cell.outer, cell.value) }
                columns = format.header == .names ? cells.map(\.value.withoutBlanks) : []
                continue
            }
            guard let record else { return false }
            let named = cells.indices.map { name($0, record, columns) }
            let parent = self.parent(of: record, format, &open) { field in
                named.firstIndex(of: field).map { cells[$0].value } ?? ""
            }
            let row = add(.row, record.id, in: parent, content)
            for (cell, name) in zip(cells, named) { _ = add(.cell, name, in: row, cell.outer, value: cell.outer, cell.value) }
        }
        return true
    }

    private typealias Cell = (outer: Range<Int>, inner: Range<Int>, value: String)

    /// The cells of the row at `start`, its bytes without the line end, and where the next one begins.
    private func cells(_ start: Int, _ format: Format) -> ([Cell], Range<Int>, Int)? {
        var cells: [Cell] = []
        var at = start
        while true {
            let begin = at
            if at < bytes.count, let quote = format.quote, bytes[at] == quote {
                var value: [UInt8] = []
                at += 1
                while true {
                    guard at < bytes.count else { return nil }
                    if bytes[at] != quote {
                        value.append(bytes[at])
                    } else if at + 1 < bytes.count, bytes[at + 1] == quote {
                        value.append(quote)
                        at += 1
                    } else {
                        break
                    }
                    at += 1
                }
                at += 1
                cells.append((begin..<at, begin + 1..<at - 1, Self.text(value)))
                guard at == bytes.count || bytes[at] == format.delimiter || Self.isLineEnd(bytes[at]) else { return nil }
            } else {
                while at < bytes.count, bytes[at] != format.delimiter, !Self.isLineEnd(bytes[at]) { at += 1 }
                cells.append((begin..<at, begin..<at, text(begin..<at)))
            }
            guard at < bytes.count, bytes[at] == format.delimiter else { break }
            at += 1
        }
        return (cells, start..<at, after(lineEnd: at))
    }

    private func matches(_ record: RecordDefinition, _ cells: [Cell]) -> Bool {
        guard let marker = record.marker else { return true }
        guard case .column(let number, let text) = marker, number <= cells.count else { return false }
        return cells[number - 1].value == text
    }

    private func name(_ index: Int, _ record: RecordDefinition, _ columns: [String]?) -> String {
        for field in record.fields {
            switch field.position {
            case .numbered(let number) where number == index + 1: return field.name
            case .named(let names):
                guard let columns, index < columns.count else { continue }
                if names.contains(where: { $0.lowercased() == columns[index].lowercased() }) { return field.name }
            default: continue
            }
        }
        return columns.map { index < $0.count ? $0[index] : "#\(index + 1)" } ?? "#\(index + 1)"
    }

    // MARK: - fixed width

    mutating func readFixedWidth(_ format: Format) -> Bool {
        var open = -1
        var at = 0
        while at < bytes.count {
            var end = at
            var next: Int
            if let length = format.recordLength {
                end = min(bytes.count, at + length)
                next = end
            } else {
                while end < bytes.count, !Self.isLineEnd(bytes[end]) { end += 1 }
                next = after(lineEnd: end)
            }
            let line = at..<end
            at = next
            if line.isEmpty { continue }
            guard let record = format.records.first(where: { matches($0, line) }) else { return false }
            let fields = record.fields.compactMap { field -> (name: String, range: Range<Int>)? in
                guard case .bytes(let start, let length) = field.position else { return nil }
                let begin = min(line.upperBound, line.lowerBound + start - 1)
                return (field.name, begin..<min(line.upperBound, begin + length))
            }
            let said = fields.map { ($0.name, text($0.range)) }
            let parent = self.parent(of: record, format, &open) { name in said.first { $0.0 == name }?.1 ?? "" }
            let row = add(.row, record.id, in: parent, line, name: marker(record, line))
            var covered = line.lowerBound
            for (name, range) in fields.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
                if range.lowerBound > covered { filler(row, covered..<range.lowerBound) }
                _ = add(.cell, name, in: row, range, value: range, text(range).withoutBlanks)
                covered = max(covered, range.upperBound)
            }
            if line.upperBound > covered { filler(row, covered..<line.upperBound) }
        }
        return true
    }

    /// Bytes that no field declares: a change in them is nobody's.
    private mutating func filler(_ row: Int, _ range: Range<Int>) {
        _ = add(.cell, "#\(range.lowerBound - nodes[row].range.lowerBound + 1)", in: row, range, value: range, text(range).withoutBlanks)
    }

    private func matches(_ record: RecordDefinition, _ line: Range<Int>) -> Bool {
        guard record.marker != nil else { return true }
        guard let range = marker(record, line), case .bytes(_, let marker)? = record.marker else { return false }
        return text(range) == marker
    }

    private func marker(_ record: RecordDefinition, _ line: Range<Int>) -> Range<Int>? {
        guard case .bytes(let at, let text)? = record.marker else { return nil }
        let range = line.lowerBound + at - 1..<line.lowerBound + at - 1 + text.utf8.count
        return range.upperBound <= line.upperBound ? range : nil
    }

    // MARK: - both

    static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    func after(lineEnd at: Int) -> Int {
        guard at < bytes.count else { return at }
        return at + 1 < bytes.count && bytes[at] == 0x0D && bytes[at + 1] == 0x0A ? at + 2 : at + 1
    }

    /// The group a record goes to, which is a new one where the definition says that it begins one; the file for a header or
    /// trailer.
    private mutating func parent(of record: RecordDefinition, _ format: Format, _ open: inout Int, _ value: (String) -> String) -> Int {
        func isInGroup(_ record: RecordDefinition) -> Bool {
            record.beginsGroup || record.parent.flatMap { format.record($0) }.map(isInGroup) ?? false
        }
        guard isInGroup(record) else {
            open = -1
            return 0
        }
        if record.beginsGroup {
            let goesOn =
                open >= 0 && !record.groupedBy.isEmpty
                && record.groupedBy.allSatisfy { field in
                    let first = nodes[open].children.first.map { nodes[$0].children } ?? []
                    return first.contains { nodes[$0].name == field && nodes[$0].value == value(field) }
                }
            if !goesOn { open = -1 }
        }
        if open < 0 { open = add(.group, "group", in: 0, 0..<0) }
        return open
    }
}
