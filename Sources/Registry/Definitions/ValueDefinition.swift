/// Where the value of a canonical field comes from, and what is done to it on the way.
package struct ValueDefinition: Sendable {
    package indirect enum Source: Sendable {
        /// Source fields, `field` or `record.field`; the first that is not empty.
        case fields([String])
        case constant(String)
        case template([TemplatePart])
        case calculation(Expression)
        /// The sum of a field over the records below.
        case sum(String)
        /// How many such records there are below.
        case count(String)
        /// A short code made of what these fields say, for rows that have no number of their own: the same wherever the row
        /// stands. Further rows that say the same get `-2`, `-3` and so on.
        case cases([(when: Expression?, then: ValueDefinition)])
        /// One list element per record below; several parts are concatenated.
        case lists([ListPart])
        case object([(name: String, value: ValueDefinition)])
    }

    package enum TemplatePart: Sendable, Hashable {
        case text(String)
        case field(String)
    }

    package struct ListPart: Sendable {
        package var each: String
        package var by: [String]
        package var condition: Expression?
        package var fields: [(name: String, value: ValueDefinition)]
        package var places = KeyPlaces()
    }

    package struct Code: Sendable, Hashable {
        package var crosswalk: String
        /// Whose codes; the interface's writer where `nil`.
        package var system: String?
        package var missing: MissingCode
    }

    package struct Split: Sendable, Hashable {
        package var separator: String
        /// From 1; negative counts from the end.
        package var part: Int
    }

    package indirect enum Zone: Sendable {
        case named(String)
        case value(ValueDefinition)
    }

    package var source: Source
    /// With sum and count: only these records.
    package var condition: Expression?
    package var code: Code?
    package var fallback: String?
    package var split: Split?
    /// How to read text that is not a typed source field.
    package var reading: FieldFormat?
    package var zone: Zone?
    package var isMinorMoney: Bool
    package var roundTo: UInt8?
    package var negation: Negation
    package var place: Place
    package var places = KeyPlaces()

    package enum Negation: Sendable { case never, always, when(Expression) }
}
