/// One field of a source record: where it stands and how it reads.
package struct FieldDefinition: Sendable {
    package enum Position: Sendable, Hashable {
        /// Fixed-width: bytes from 1.
        case bytes(at: Int, length: Int)
        /// Delimited: names the header may use, the first being the usual one.
        case named([String])
        /// Delimited: number from 1.
        case numbered(Int)
        /// XML and JSON: relative to its record; alternatives, of which one may say something.
        case paths([String])
    }

    /// What counts where the source has the field more than once; more than one is a finding unless said.
    package enum Take: String, Sendable, CaseIterable {
        case first
        case last
        /// All of them, added up exactly.
        case sum
    }

    package var name: String
    package var position: Position
    package var format: FieldFormat
    /// Values, besides the empty one, that mean nothing was said.
    package var absent: [String]
    package var isRequired: Bool
    /// Delimited: a file may lack its column.
    package var isOptional = false
    package var isSensitive: Bool
    package var take: Take?
    /// Declared for people: nothing reads it, and that is meant.
    package var isUnread = false
    /// A field whose bytes it reads again, in a fixed-width record.
    package var redefines: String?
    package var place: Place
    package var places = KeyPlaces()
}
