/// A value that does not read as it should. Where it stands is added by whoever knows.
struct FieldFault: Error {
    var rule: String
    var expected: String
    var found: String
    var advice = ""
    /// Distance of the offending byte from the value's first, where it is known.
    var shift = 0
    /// The row it stands in, where that is known: often not the one at hand but one above, or the header.
    var place: (row: Int, isOfFile: Bool)?
    /// The source field at fault, where it is one.
    var field: String?
}
