/// The source records of one group (or of the file's own level), flat: rows point into cells, cells
/// into bytes. Reused from group to group, so that steady reading allocates nothing.
final class GroupBuffer {
    struct Row: BitwiseCopyable {
        var record: Int
        /// The row it belongs to; -1 for none.
        var parent: Int
        /// Index of its first cell; one cell per declared field.
        var cells: Int
        /// From 1 in the file.
        var line: Int
        /// Of its first byte, from 0 in the file; -1 where unknown.
        var offset: Int
        /// The raw record in `bytes`, for error texts; empty for XML and JSON.
        var rawStart = 0
        var rawLength = 0
    }

    struct Cell: BitwiseCopyable {
        var start: Int
        /// -1 where the record does not have the field.
        var length: Int
        /// Distance of its first byte from the row's.
        var shift: Int

        static let absent = Cell(start: 0, length: -1, shift: 0)
    }

    let rows = PlainList<Row>()
    let cells = PlainList<Cell>(capacity: 256)
    let bytes = ByteArena()

    deinit {
        rows.deallocate()
        cells.deallocate()
    }

    func removeAll() {
        rows.removeAll()
        cells.removeAll()
        bytes.truncate(to: 0)
    }

    @inline(__always)
    func cell(_ row: Int, _ field: Int) -> Cell { cells[rows[row].cells + field] }

    @inline(__always)
    func slice(_ cell: Cell) -> UnsafeRawBufferPointer { bytes.slice(cell.start, cell.length) }

    /// Begins a row with all fields absent and returns its index.
    func begin(record: Int, parent: Int, fieldCount: Int, line: Int, offset: Int) -> Int {
        rows.append(Row(record: record, parent: parent, cells: cells.count, line: line, offset: offset))
        for _ in 0..<fieldCount { cells.append(.absent) }
        return rows.count - 1
    }

    func set(_ row: Int, _ field: Int, _ text: UnsafeRawBufferPointer, shift: Int) {
        let start = bytes.count
        bytes.append(text)
        cells[rows[row].cells + field] = Cell(start: start, length: text.count, shift: shift)
    }

    /// Takes over all rows of another buffer, behind its own.
    func append(_ other: GroupBuffer) {
        let (firstRow, firstCell, firstByte) = (rows.count, cells.count, bytes.count)
        bytes.append(other.bytes.slice(0, other.bytes.count))
        for index in other.rows.indices {
            var row = other.rows[index]
            if row.parent >= 0 { row.parent += firstRow }
            row.cells += firstCell
            row.rawStart += firstByte
            rows.append(row)
        }
        for index in other.cells.indices {
            var cell = other.cells[index]
            if cell.length >= 0 { cell.start += firstByte }
            cells.append(cell)
        }
    }

    /// Drops bytes that no cell points to any more.
    func compact() {
        let live = cells.indices.map { cells[$0].length < 0 ? nil : Array(slice(cells[$0])) }
        bytes.truncate(to: 0)
        for index in rows.indices { rows[index].rawLength = 0 }
        for (index, content) in live.enumerated() {
            guard let content else { continue }
            cells[index].start = bytes.count
            content.withUnsafeBytes { bytes.append($0) }
        }
    }

    /// The field of a row that covers the byte at `shift` from the row's first; -1 for none.
    func field(of row: Int, fieldCount: Int, at shift: Int) -> Int {
        (0..<fieldCount).first { field in
            let cell = self.cell(row, field)
            return cell.length > 0 && cell.shift <= shift && shift < cell.shift + cell.length
        } ?? -1
    }

    /// The latest row of a record; -1 for none.
    func last(of record: Int) -> Int {
        var at = rows.count - 1
        while at >= 0, rows[at].record != record { at -= 1 }
        return at
    }
}
