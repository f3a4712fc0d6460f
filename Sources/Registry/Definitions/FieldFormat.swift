/// How the text of a source field reads.
package struct FieldFormat: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case text
        case integer
        case decimal
        case date
        case datetime
    }

    package var kind: Kind
    package var number: NumberFormat
    /// Dates: letters for parts, anything else for itself; `iso` for ISO 8601.
    package var pattern: String
    /// Datetimes that carry no offset.
    package var zone: String

    package init(kind: Kind = .text, number: NumberFormat = NumberFormat(), pattern: String = "iso", zone: String = "UTC") {
        self.kind = kind
        self.number = number
        self.pattern = pattern
        self.zone = zone
    }
}
