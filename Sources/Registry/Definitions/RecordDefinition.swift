/// One kind of record in a file.
package struct RecordDefinition: Sendable {
    /// How a fixed-width or delimited record is told from the others.
    package enum Marker: Sendable, Hashable {
        /// `text` stands at byte `at`, from 1.
        case bytes(at: Int, text: String)
        /// `text` stands in column `number`, from 1.
        case column(number: Int, text: String)
    }

    package var id: String
    package var marker: Marker?
    /// XML and JSON: where it stands, alternatives included.
    package var paths: [String]
    package var beginsGroup: Bool
    /// Neighbouring records equal in these fields form one group.
    package var groupedBy: [String]
    /// The record it belongs to.
    package var parent: String?
    /// How often it may stand in its parent, or in the file.
    package var minimum: Int
    /// `nil` for any number.
    package var maximum: Int?
    package var fields: [FieldDefinition]
    /// Fixed-width: its fields cover every byte.
    package var isWhole = false
    package var place: Place
    package var places = KeyPlaces()

    package func fieldIndex(_ name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
