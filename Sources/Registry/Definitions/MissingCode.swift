/// What happens to a record with a code that its crosswalk does not know.
package enum MissingCode: String, Sendable, CaseIterable {
    /// The record is rejected; the data, or the crosswalk, must be put right.
    case businessException = "business-exception"
    /// The code passes as it stands and the record is flagged.
    case keep
    /// The value's default is used.
    case useDefault = "default"
    /// The field is left out.
    case omit
}
