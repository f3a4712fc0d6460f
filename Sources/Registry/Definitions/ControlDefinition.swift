/// A total that the file states about itself, compared before anything of it is posted.
package struct ControlDefinition: Sendable {
    package enum Measure: Sendable, Hashable {
        /// How many records of these ids there are.
        case count([String])
        /// The exact sum of a field, over all records that have it.
        case sum(record: String, field: String)
    }

    package var measure: Measure
    package var statedIn: (record: String, field: String)
    /// Compared per group that begins with this record; `nil` for the whole file.
    package var within: String?
    package var place: Place
}
