import Canonical

/// What a definition reads of a file, and what stands in the file that it does not read: by name and number, never by
/// content.
package struct CoverageReport: Sendable {
    package enum Sort: String, Sendable {
        case element, attribute, member, column, bytes
        /// The text of an element that is read only for what stands in it.
        case text
        case record = "record type"
    }

    package struct Item: Sendable, Hashable {
        package let sort: Sort
        /// A path, a column's name, `item 60-63`.
        package let name: String
        /// How often it stands there and says something.
        package internal(set) var count: Int
    }

    package internal(set) var read: [Item] = []
    package internal(set) var unread: [Item] = []
    /// Fields of fixed-width records that read the same bytes.
    package internal(set) var overlaps: [String] = []
    /// What limits the report.
    package internal(set) var notes: [String] = []

    package var json: JSONText {
        .object([
            ("unread", .array(unread.map(\.json))), ("read", .array(read.map(\.json))),
            ("overlaps", .array(overlaps.map { .string($0) })), ("notes", .array(notes.map { .string($0) })),
        ])
    }
}

extension CoverageReport.Item {
    fileprivate var json: JSONText {
        .object([("what", .string(sort.rawValue)), ("name", .string(name)), ("count", .integer(count))])
    }
}

/// Counts names in the order of first sight, so many and no more: names may be made of content.
struct NameTally {
    static let mostNames = 2000

    private var places: [String: Int] = [:]
    private(set) var items: [CoverageReport.Item] = []
    /// How many names were seen beyond those that are counted.
    private(set) var isFull = false

    /// - Parameter count: 0 for something that is there and says nothing.
    mutating func add(_ sort: CoverageReport.Sort, _ name: String, _ count: Int = 1) {
        let key = "\(sort.rawValue) \(name)"
        if let place = places[key] {
            items[place].count += count
        } else if items.count < Self.mostNames {
            places[key] = items.count
            items.append(.init(sort: sort, name: name.shortened(200), count: count))
        } else {
            isFull = true
        }
    }
}
