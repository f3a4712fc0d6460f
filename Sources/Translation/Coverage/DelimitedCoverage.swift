import Canonical
import Registry

/// Counts the columns and record types of a delimited file that no field reads.
struct DelimitedCoverage {
    private let format: Format
    private let comment: [UInt8]

    init(_ format: Format) {
        self.format = format
        comment = Array((format.comment ?? "").utf8)
    }

    func report(_ bytes: [UInt8]) -> CoverageReport {
        var (read, unread) = (NameTally(), NameTally())
        var at = bytes.contentStart
        var isHeader = format.header != .none && format.records.allSatisfy { $0.marker == nil }
        var names: [String]?
        while let row = row(bytes, &at) {
            if row.cells.count == 1, row.cells[0].isEmpty || row.cells[0].allSatisfy({ $0 == 0x1A }) { continue }
            if !comment.isEmpty, bytes[row.start...].starts(with: comment) { continue }
            if isHeader {
                isHeader = false
                if format.header == .names { names = row.cells.map { text($0).trimmed } }
                continue
            }
            guard let record = recognise(row.cells) else {
                unread.add(.record, unknown(row.cells))
                continue
            }
            read.add(.record, record.id)
            count(row.cells, of: record, names, &read, &unread)
        }
        var report = CoverageReport()
        report.read = read.items
        report.unread = unread.items
        return report
    }

    private func count(
        _ cells: [[UInt8]], of record: RecordDefinition, _ names: [String]?, _ read: inout NameTally, _ unread: inout NameTally
    ) {
        let bound = names.map { columns(of: record, in: $0) } ?? numbers(of: record)
        let isAlone = format.records.count == 1
        for (index, cell) in cells.enumerated() {
            let name =
                if let names { index < names.count ? names[index] : "behind the last column" } else {
                    isAlone ? "\(index + 1)" : "\(record.id) \(index + 1)"
                }
            let says = cell.contains { $0 > 0x20 } ? 1 : 0
            if bound.contains(index) { read.add(.column, name, says) } else { unread.add(.column, name, says) }
        }
    }

    /// As the reader looks for them: by name, else by name whatever the case.
    private func columns(of record: RecordDefinition, in names: [String]) -> Set<Int> {
        let lower = names.map { $0.lowercased() }
        return Set(
            record.fields.compactMap { field -> Int? in
                guard case .named(let wanted) = field.position else { return nil }
                return wanted.lazy.compactMap { names.firstIndex(of: $0) }.first
                    ?? wanted.lazy.compactMap { lower.firstIndex(of: $0.lowercased()) }.first
            }
        ).union(numbers(of: record))
    }

    private func numbers(of record: RecordDefinition) -> Set<Int> {
        var found = Set(record.fields.compactMap { if case .numbered(let number) = $0.position { number - 1 } else { nil } })
        if case .column(let number, _)? = record.marker { found.insert(number - 1) }
        return found
    }

    private func recognise(_ cells: [[UInt8]]) -> RecordDefinition? {
        if format.records.count == 1, format.records[0].marker == nil { return format.records[0] }
        return format.records.first { record in
            guard case .column(let number, let text)? = record.marker, cells.indices.contains(number - 1) else { return false }
            return cells[number - 1].elementsEqual(text.utf8)
        }
    }

    /// What stands where a marker would, no longer than a marker is.
    private func unknown(_ cells: [[UInt8]]) -> String {
        let markers = format.records.compactMap {
            if case .column(let number, let text)? = $0.marker { (number, text.utf8.count) } else { nil }
        }
        guard let marker = markers.max(by: { $0.1 < $1.1 }), cells.indices.contains(marker.0 - 1) else { return "?" }
        return "'\(text(Array(cells[marker.0 - 1].prefix(min(marker.1, 24)))))'"
    }

    private func text(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { SingleByteText.decode($0, as: format.encoding) } }

    /// The row at `at`, its cells without quotes.
    private func row(_ bytes: [UInt8], _ at: inout Int) -> (start: Int, cells: [[UInt8]])? {
        guard at < bytes.count else { return nil }
        let start = at
        let isComment = !comment.isEmpty && bytes[at...].starts(with: comment)
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == format.quote, !isComment, isQuoted || cells[cells.count - 1].isEmpty {
                if isQuoted, at < bytes.count, bytes[at] == byte {
                    cells[cells.count - 1].append(byte)
                    at += 1
                } else {
                    isQuoted.toggle()
                }
            } else if isQuoted {
                cells[cells.count - 1].append(byte)
            } else if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, at < bytes.count, bytes[at] == 0x0A { at += 1 }
                break
            } else if byte == format.delimiter, !isComment {
                cells.append([])
            } else {
                cells[cells.count - 1].append(byte)
            }
        }
        return (start, cells)
    }
}
