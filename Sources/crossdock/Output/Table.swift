import Canonical

/// Rows for people: columns as wide as their widest cell, numbers to the right.
struct Table {
    private var rows: [[String]]
    private let numeric: Set<Int>

    /// - Parameter numeric: indexes of columns that line up at their right edge.
    init(_ header: [String], numeric: Set<Int> = []) {
        rows = [header]
        self.numeric = numeric
    }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    var text: String {
        guard rows.count > 1 else { return "(none)" }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return numeric.contains(column) ? gap + row[column] : row[column] + gap
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
