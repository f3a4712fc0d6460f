import Testing

/// What a definition says about signs, filling, days and codes makes sense, or is a complaint.
@Suite struct ValueLanguageTests {
    /// The first complaint about the field `amount` with these words added, without its place; `nil` for none.
    func complaint(_ words: String, type: String = "decimal") throws -> String? {
        let field = "{name: amount, type: decimal}"
        let all = try complaints(replacing: field, with: "{name: amount, type: \(type), \(words)}")
        return all.first.map { String($0.split(separator: ": ", maxSplits: 1).last ?? "") }
    }

    @Test(arguments: [
        ("sign: {field: number, negative: N}", "'sign' must say which texts are positive"),
        ("sign: {field: number, positive: [], negative: N}", "'sign' must say which texts are positive"),
        ("sign: {negative: []}", "'sign' must say which texts are negative"),
        ("sign: {negative: \"+\"}", "'sign' says that '+' is both positive and negative"),
        ("sign: {positive: [P, \" \"], negative: [N, \"\"], position: trailing}", "'sign' says that a blank is both"),
        ("sign: {field: number, at: 3, positive: P}", "a sign stands in one place"),
        ("sign: {at: 3}", "'at' is a byte of a fixed-width record"),
        ("digits: packed, sign: {position: trailing}", "packed digits carry their sign themselves"),
        ("thousands-mark: \"::\"", "'thousands-mark' must be one character"),
        ("thousands-mark: [\".\", \" \"]", "'thousands-mark' must be one character"),
        ("thousands-mark: \"5\"", "'thousands-mark' must be one character"),
        ("day-of: UTC", "'day-of' belongs to a date"), ("pad: low", "'pad' must be one character or low-values"),
        ("pad: \"0\"", "a digit that fills up a number is part of it"), ("justify: right", "'justify' says on which side"),
        ("pad: low-values, digits: packed", "'pad' belongs to text"),
        ("shape: {means: x, length: 3, else: warning}", "'shape' belongs to a text"),
    ])
    func numbers(_ words: String, _ text: String) throws {
        let told = try complaint(words)
        #expect(told?.hasPrefix(text) == true, "\(told ?? "nothing")")
    }

    @Test(arguments: [
        ("sign: {field: number, positive: P}", "text", "'sign' belongs to a number"),
        ("day-of: Mars/Olympus", "date", "'day-of' must be 'written' or a time zone"),
        ("shape: {means: x, else: warning}", "text", "'shape' says nothing about the code"),
        ("shape: {means: x, pattern: \"a|b\", else: warning}", "text", "'pattern' is no form of a code: 'a|b'"),
        ("shape: {means: x, length: 3-5, else: warning}", "text", "'length' must be a number of characters"),
        ("shape: {means: x, check: crc, else: warning}", "text", "'format.fields.row[3].shape.check' must be one of gtin, luhn, mod-97"),
        ("shape: {means: x, length: 3}", "text", "the key 'else' is missing"),
    ])
    func textsAndDates(_ words: String, _ type: String, _ text: String) throws {
        let told = try complaint(words, type: type)
        #expect(told?.hasPrefix(text) == true, "\(told ?? "nothing")")
    }

    @Test(arguments: [
        ("sign: {field: number, positive: [P, \"\"], negative: [N, CR]}", "decimal"), ("sign: {negative: [\"-\", \"\\u2212\"]}", "integer"),
        ("thousands-mark: [\"\\u00A0\", \"'\"]", "decimal"), ("day-of: written", "date"), ("day-of: Europe/Berlin", "date"),
        ("pad: \"*\", justify: right", "decimal"), ("absent: [low-values, high-values, spaces]", "decimal"),
        ("shape: {means: x, pattern: [\"[0-9]+\", A], not: B, length: [8, 12..14], check: gtin, else: warning}", "text"),
    ])
    func whatMakesSense(_ words: String, _ type: String) throws { #expect(try complaint(words, type: type) == nil) }

    @Test func aValueSaysWhoseDayOnlyWithItsType() throws {
        let told = try complaints(replacing: "day: {from: day}", with: "day: {from: day, day-of: UTC}")
        #expect(told.first?.contains("'day-of' belongs to a date") == true)
    }

    @Test func kindsDeclareShapesOfTextsOnly() throws {
        func told(_ field: String) throws -> String? { try complaints(kind: validKind + "\n  code: {\(field), meaning: Code}").first }
        #expect(try told("type: text, shape: {means: x, length: 3, else: warning}") == nil)
        #expect(try told("type: integer, shape: {means: x, length: 3, else: warning}")?.contains("'code' is no text") == true)
        #expect(try told("type: text, shape: {means: x, length: 0, else: warning}")?.contains("'length' must be") == true)
    }
}
