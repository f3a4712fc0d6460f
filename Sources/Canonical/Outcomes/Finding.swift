/// Something wrong with received data, told so that an analyst can act on it: where it stands, which
/// rule it broke, what was expected, what was found, and whether retrying can help.
package struct Finding: Error, Sendable, Hashable {
    /// Whether a retry may help, or the data itself is wrong.
    package enum Class: String, Sendable, CaseIterable {
        case technical
        case business
    }

    /// The contract that was broken: `store-pos.sales-csv@1.0.0`.
    package var interface: String
    /// The file's name, or `request body`.
    package var file: String
    /// The record's number within the transfer, from 1; 0 where the whole file is meant.
    package var record: Int
    /// The line, from 1; 0 where lines mean nothing.
    package var line: Int
    /// The offset of the first offending byte, from 0; -1 where unknown.
    package var offset: Int
    /// The field, as the definition names it.
    package var field: String
    /// A short stable name of the rule, such as `date` or `control-total`: safe as a metric label.
    package var rule: String
    package var expected: String
    /// What stood there instead, shortened; `(redacted)` where the field is sensitive.
    package var found: String
    package var `class`: Class
    /// The class was chosen by the definition's author, and holds whatever the rule.
    package var hasChosenClass = false
    /// What to do about it, in one sentence.
    package var advice: String
    /// The offending raw line or element, shortened; empty where a sensitive field is involved.
    package var raw: String

    package init(
        interface: String = "", file: String = "", record: Int = 0, line: Int = 0, offset: Int = -1,
        field: String = "", rule: String, expected: String, found: String,
        class: Class = .business, advice: String = "", raw: String = ""
    ) {
        self.interface = interface
        self.file = file
        self.record = record
        self.line = line
        self.offset = offset
        self.field = field
        self.rule = rule
        self.expected = expected
        self.found = found
        self.class = `class`
        self.advice = advice
        self.raw = raw
    }
}

extension Finding: CustomStringConvertible {
    /// `sales.csv, record 12, line 40, byte 3811: quantity: decimal: expected …, found …. Advice.`
    package var description: String {
        var place = [file.isEmpty ? "(no file)" : file]
        if record > 0 { place.append("record \(record)") }
        if line > 0 { place.append("line \(line)") }
        if offset >= 0 { place.append("byte \(offset)") }
        var text = "\(interface): \(place.joined(separator: ", ")): "
        if !field.isEmpty { text += "\(field): " }
        text += "\(rule): expected \(expected), found \(found)"
        if !advice.isEmpty { text += ". \(advice)" }
        return text
    }
}
