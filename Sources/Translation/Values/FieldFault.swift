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

extension FieldFault {
    /// A time where a date is wanted, and nobody has said whose day it means: it may be another one elsewhere.
    static func timeInDate(found: String) -> FieldFault {
        FieldFault(
            rule: "date", expected: "a date without a time", found: found,
            advice: "Say 'day-of' at the field: written, or the time zone whose day is meant")
    }

    func moved(by distance: Int) -> FieldFault {
        var fault = self
        fault.shift += distance
        return fault
    }
}
