/// A value that does not read as it should. Where it stands is added by whoever knows.
struct FieldFault: Error {
    var rule: String
    var expected: String
    var found: String
    var advice = ""
    /// Distance of the offending byte from the value's first, where it is known.
    var shift = 0
}
