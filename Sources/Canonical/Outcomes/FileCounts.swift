/// What became of everything that stood in a file where a record can stand, so that a trader can reconcile a receipt with
/// the file: of 51 transactions 42 became records and 9 were passed over.
package struct FileCounts: Sendable, Hashable {
    package enum Fate: String, Sendable, CaseIterable {
        /// A record of a declared type, whatever became of its group.
        case read
        /// Not declared, and the contract says that it may be there: a column, a member, an element, a line.
        case ignored
        /// A group that no map wants.
        case passedOver = "passed-over"
        /// A group with something wrong in it.
        case rejected
    }

    package struct Line: Sendable, Hashable {
        /// The record type as the definition names it; empty for the file itself.
        package var record: String
        package var fate: Fate
        /// The `where` that passed it over, or the name of what was ignored; never content.
        package var detail: String
        package var count: Int

        package init(record: String, fate: Fate, detail: String = "", count: Int) {
            self.record = record
            self.fate = fate
            self.detail = detail
            self.count = count
        }
    }

    /// In the order of the definition's record types, then of first sight.
    package private(set) var lines: [Line] = []

    package init() {}

    package mutating func add(_ record: String, _ fate: Fate, _ detail: String = "", count: Int = 1) {
        guard count > 0 else { return }
        if let known = lines.firstIndex(where: { $0.record == record && $0.fate == fate && $0.detail == detail }) {
            lines[known].count += count
        } else {
            lines.append(Line(record: record, fate: fate, detail: detail, count: count))
        }
    }

    /// How many had this fate, over all record types.
    package func total(_ fate: Fate) -> Int { lines.reduce(0) { $0 + ($1.fate == fate ? $1.count : 0) } }
}
