/// A source field as seen from a row: which record holds it, and how to get there.
final class FieldRef: Sendable {
    enum Reach: Sendable {
        /// The row itself, or a record it belongs to.
        case upward
        /// The first such record below the row.
        case below
        /// The file's own header or trailer.
        case file
        /// The row's place in its list, from 1.
        case position
        /// The row's line in the file, from 1: a running number where the source has none.
        case line
    }

    let reach: Reach
    let record: Int
    let field: Int
    let reading: FieldReading
    /// As the definition names it, for errors.
    let label: String

    init(reach: Reach, record: Int, field: Int, reading: FieldReading, label: String) {
        self.reach = reach
        self.record = record
        self.field = field
        self.reading = reading
        self.label = label
    }
}
