extension Finding {
    /// The finding as REST answers, receipts and examples show it.
    package var json: JSONText {
        var pairs: [(String, JSONText)] = [("interface", .string(interface)), ("file", .string(file))]
        if record > 0 { pairs.append(("record", .integer(record))) }
        if line > 0 { pairs.append(("line", .integer(line))) }
        if offset >= 0 { pairs.append(("offset", .integer(offset))) }
        if !field.isEmpty { pairs.append(("field", .string(field))) }
        pairs += [
            ("rule", .string(rule)), ("expected", .string(expected)), ("found", .string(found)),
            ("class", .string(self.class.rawValue)),
        ]
        if !advice.isEmpty { pairs.append(("advice", .string(advice))) }
        if !raw.isEmpty { pairs.append(("raw", .string(raw))) }
        return .object(pairs)
    }
}
