import Canonical

/// A code cross-reference: what a system's code means here, from when to when. Read from
/// `Interfaces/crosswalks/<name>.csv` with the columns
/// `system,entity,code,canonical,valid_from,valid_to`; `*` or empty means any; dates are inclusive.
package struct Crosswalk: Sendable {
    package struct Row: Sendable, Hashable {
        package var system: String
        package var entity: String
        package var code: String
        package var canonical: String
        package var from: BusinessDate?
        package var to: BusinessDate?

        func overlaps(_ other: Row) -> Bool {
            (from?.days ?? .min) <= (other.to?.days ?? .max) && (other.from?.days ?? .min) <= (to?.days ?? .max)
        }
    }

    package let name: String
    package let rows: [Row]

    package init(name: String, rows: [Row]) {
        self.name = name
        self.rows = rows
    }

    static let header = "system,entity,code,canonical,valid_from,valid_to"

    /// - Throws: `Complaints` naming the line.
    static func read(csv: String, name: String, file: String) throws -> Crosswalk {
        var complaints: [Complaint] = []
        var rows: [Row] = []
        var seen: Set<Row> = []
        /// Indexes of the rows of each system, entity and code.
        var sameCode: [String: [Int]] = [:]
        let lines = csv.split(omittingEmptySubsequences: false) { $0.isNewline }
        if lines.first.map(String.init) != header {
            complaints.append(Complaint(file: file, line: 1, column: 1, problem: "the first line must be '\(header)'"))
        }
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            func bad(_ problem: String) {
                complaints.append(Complaint(file: file, line: index + 1, column: 1, problem: problem))
            }
            guard cells.count == 6, !cells[2].isEmpty, !cells[3].isEmpty else {
                bad("six cells are needed, with a code and a canonical code (codes with commas cannot be given)")
                continue
            }
            let (from, to) = (BusinessDate(cells[4]), BusinessDate(cells[5]))
            if (from == nil) != cells[4].isEmpty || (to == nil) != cells[5].isEmpty { bad("a date must be empty or such as 2027-03-31") }
            let row = Row(
                system: cells[0].isEmpty ? "*" : cells[0], entity: cells[1].isEmpty ? "*" : cells[1],
                code: cells[2], canonical: cells[3], from: from, to: to)
            if let from, let to, to < from { bad("it ends before it begins") }
            if !seen.insert(row).inserted {
                bad("the same row stands here twice")
            } else if sameCode["\(row.system),\(row.entity),\(row.code)", default: []].contains(where: { rows[$0].overlaps(row) }) {
                bad("the code '\(row.code)' has another meaning on some of the same days")
            }
            sameCode["\(row.system),\(row.entity),\(row.code)", default: []].append(rows.count)
            rows.append(row)
        }
        guard complaints.isEmpty else { throw Complaints(complaints) }
        return Crosswalk(name: name, rows: rows)
    }
}
