import Canonical

/// How the text of a source field reads.
package struct FieldFormat: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case text
        case integer
        case decimal
        case date
        case datetime
    }

    /// Whose day a text with a time means, where a date is wanted.
    package enum Day: Sendable, Hashable {
        /// The date part, as it stands.
        case written
        /// The day of that moment in a time zone.
        case zone(String)
    }

    /// What fills a value up to the length of its field.
    package struct Pad: Sendable, Hashable {
        /// `nil` for low values, bytes X'00'.
        package var character: String?
        /// The value stands at the right, the filling before it.
        package var isLeading: Bool
    }

    package var kind: Kind
    package var number: NumberFormat
    /// Dates: letters for parts, anything else for itself; `iso` for ISO 8601.
    package var pattern: String
    /// Datetimes that carry no offset.
    package var zone: String
    /// Dates: `nil` where a text with a time is none.
    package var day: Day?
    package var pad: Pad?
    /// What the text looks like where it came through whole.
    package var shape: CodeShape?

    package init(kind: Kind = .text, number: NumberFormat = NumberFormat(), pattern: String = "iso", zone: String = "UTC") {
        self.kind = kind
        self.number = number
        self.pattern = pattern
        self.zone = zone
    }
}
