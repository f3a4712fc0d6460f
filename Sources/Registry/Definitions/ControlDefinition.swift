import Canonical

/// A total that the file states about itself, compared before anything of it is posted.
package struct ControlDefinition: Sendable {
    package enum Measure: Sendable, Hashable {
        /// How many records of these ids there are, against a stated number.
        case count([String])
        /// The exact sum of a field, over all records that have it, against a stated total.
        case sum(record: String, field: String)
        /// Anything that can be said about sums, counts and the file's own fields.
        case rule(Expression)
    }

    package var measure: Measure
    /// The field that states the total; a rule names its fields itself.
    package var statedIn: (record: String, field: String)?
    /// Compared per group that begins with this record; `nil` for the whole file.
    package var within: String?
    /// Who must act where it does not hold; the sender's or our systems unless said.
    package var `class`: Finding.Class?
    /// What to do where it does not hold.
    package var advice: String?
    /// As it is written, for errors.
    package var text: String
    package var place: Place
}
