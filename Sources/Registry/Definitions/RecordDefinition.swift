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
    /// Fixed-width: how many bytes it has; up to the end of its last field where `nil`.
    package var length: Int?
    /// Fixed-width: a record that ends early says nothing in the fields it does not reach. Otherwise it is a finding.
    package var padsShort = false
    /// Fixed-width: bytes behind its end are counted and not read. Otherwise they are a finding.
    package var ignoresRest = false
    /// Rows of one group that do not stand together are joined. Otherwise nothing of such a group is posted.
    package var joinsApart = false
    package var fields: [FieldDefinition]
    /// What stands in it, where a record may stand, and is none is counted by name instead of refused.
    package var ignoresOthers = false
    /// Fixed-width: its fields cover every byte.
    package var isWhole = false
    package var place: Place
    package var places = KeyPlaces()

    package func fieldIndex(_ name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
