import CrossdockTesting

/// The fields as the reader gave them: one string for each record, `!rule@line:offset` for a finding of
/// a record and `#rule@line:offset` for one of the file. Whole, 7-byte and 1-byte chunks must agree.
func reads(csv bytes: [UInt8], _ fields: [String] = ["a", "b"], format: String = "", field: String = "") throws -> [String] {
    let declared = fields.map { "\n    - {name: \($0)\(field)}" }.joined()
    let contract = try TestContract(
        format: "type: delimited\n\(format)\nrecords:\n  - {id: row, begins: group}\nfields:\n  row:\(declared)", fields: fields)
    return try contract.read(bytes).rows(fields)
}

func reads(csv text: String, _ fields: [String] = ["a", "b"], format: String = "", field: String = "") throws -> [String] {
    try reads(csv: Array(text.utf8), fields, format: format, field: field)
}

/// The same for a whole `format:` block; `lines` are the fields of its record `item`.
func reads(_ bytes: [UInt8], _ format: String, _ fields: [String], lines: [String] = [], controls: String = "", each: String = "row") throws
    -> [String]
{
    try TestContract(format: format, fields: fields, lines: lines, controls: controls, each: each).read(bytes).rows(fields, lines: lines)
}

func reads(_ text: String, _ format: String, _ fields: [String], lines: [String] = [], controls: String = "", each: String = "row") throws
    -> [String]
{
    try reads(Array(text.utf8), format, fields, lines: lines, controls: controls, each: each)
}

func utf16(_ text: String, littleEndian: Bool = false) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return littleEndian ? [low, high] : [high, low]
    }
}
