import CrossdockTesting
import Testing

/// Bytes that are no digits are no number, and what fills a field up is no text.
@Suite struct DigitTests {
    func read(_ bytes: [UInt8], _ field: String, encoding: String = "ebcdic-037") throws -> Reading {
        let format = """
            type: fixed-width
            encoding: \(encoding)
            record-length: \(bytes.count)
            records: [{id: row, begins: group}]
            fields:
              row: [{name: a, at: 1, length: \(bytes.count), \(field)}]
            """
        return try TestContract(format: format, fields: ["a"]).read(bytes)
    }

    func rows(_ bytes: [UInt8], _ field: String, encoding: String = "ebcdic-037") throws -> [String] {
        try read(bytes, field, encoding: encoding).rows(["a"])
    }

    @Test(
        arguments: [
            ([0xF1, 0xF2, 0xF3], "123"), ([0xF1, 0xF2, 0xC3], "123"), ([0xF1, 0xF2, 0xD3], "-123"), ([0xFF, 0xFF, 0xFF], "!decimal@1:0"),
            ([0x00, 0x00, 0x00], "!decimal@1:0"), ([0x40, 0x40, 0x40], "!decimal@1:0"), ([0x40, 0xF2, 0xF3], "!decimal@1:0"),
            ([0xF1, 0xFA, 0xF3], "!decimal@1:0"), ([0xF1, 0xF2, 0xDA], "!decimal@1:0"), ([0xC1, 0xF2, 0xF3], "!decimal@1:0"),
            ([0xF1, 0xF2, 0xE3], "!decimal@1:0"), ([0xF1, 0xF2, 0xA3], "!decimal@1:0"),
        ] as [([UInt8], String)])
    func zonedDigitsAreDigits(_ bytes: [UInt8], _ value: String) throws {
        #expect(try rows(bytes, "type: decimal, digits: zoned") == [value])
    }

    @Test(
        arguments: [
            ([0x12, 0x3C], "123"), ([0x12, 0x3D], "-123"), ([0x12, 0x3F], "123"), ([0x12, 0x34], "!decimal@1:0"),
            ([0x1A, 0x3C], "!decimal@1:0"),
            ([0xFF, 0xFF], "!decimal@1:0"), ([0x00, 0x00], "!decimal@1:0"), ([0x40, 0x40], "!decimal@1:0"), ([0xA1, 0x3C], "!decimal@1:0"),
        ] as [([UInt8], String)])
    func packedDigitsAreDigits(_ bytes: [UInt8], _ value: String) throws {
        #expect(try rows(bytes, "type: decimal, digits: packed") == [value])
    }

    @Test(arguments: [
        "type: decimal, digits: packed", "type: decimal, digits: zoned", "type: decimal", "type: date, pattern: yyMM", "type: text",
    ])
    func aFieldFullOfFillingSaysNothingWhereThatIsSaid(_ type: String) throws {
        for (word, byte) in [("low-values", 0x00), ("high-values", 0xFF), ("spaces", 0x40)] as [(String, UInt8)] {
            let bytes: [UInt8] = [byte, byte, byte, byte]
            #expect(try rows(bytes, "\(type), absent: [\(word)]") == ["-"], "\(word)")
            // A blank field says nothing, unless its blanks should have been digits.
            let isText = byte == 0x40 && !type.contains("digits")
            #expect(try rows(bytes, type).map { $0.hasPrefix("!") || byte == 0xFF && type == "type: text" } == [!isText], "\(word)")
            #expect(try rows([0xF1, byte, byte, byte], "\(type), absent: [\(word)]") != ["-"], "\(word)")
        }
    }

    @Test func aRequiredFieldFullOfFillingIsMissing() throws {
        #expect(try rows([0, 0], "type: decimal, digits: packed, absent: [low-values], required: true") == ["!required@1:0"])
    }

    @Test func lowValuesInTextAreTakenOffWhereTheyAreDeclared() throws {
        #expect(try rows([0xC1, 0xC2, 0, 0], "type: text") == ["!nul@1:2"])
        #expect(try rows([0xC1, 0xC2, 0, 0], "pad: low-values") == ["AB"])
        #expect(try rows([0xC1, 0, 0xC2, 0], "pad: low-values") == ["!nul@1:1"])
        #expect(try rows([0, 0, 0xC1, 0xC2], "pad: low-values") == ["!nul@1:0"])
        #expect(try rows([0, 0, 0xC1, 0xC2], "pad: low-values, justify: right") == ["AB"])
        #expect(try rows([0, 0, 0, 0], "pad: low-values") == ["-"])
        #expect(try rows([0xC1, 0x40, 0, 0], "pad: low-values") == ["A"])
        #expect(try rows([0xC1, 0x5C, 0x5C], "pad: \"*\"") == ["A"])
        for encoding in ["iso-8859-1", "utf-8"] {
            #expect(try rows([0x41, 0x42, 0, 0], "type: text", encoding: encoding) == ["!nul@1:2"])
            #expect(try rows([0x41, 0x42, 0, 0], "pad: low-values", encoding: encoding) == ["AB"])
            #expect(try rows([0x31, 0x32, 0, 0], "type: decimal", encoding: encoding) == ["!decimal@1:0"])
            #expect(try rows([0x31, 0x32, 0, 0], "type: decimal, pad: low-values", encoding: encoding) == ["12"])
        }
    }

    @Test func bytesThatAreNoTextAreShownInHexadecimal() throws {
        func found(_ bytes: [UInt8], _ field: String, encoding: String = "ebcdic-037") throws -> String? {
            try read(bytes, field, encoding: encoding).findings.first?.found
        }
        #expect(try found([0x9F, 0x9F], "type: decimal, digits: packed") == "X'9F9F'")
        #expect(try found([0xFF, 0xF1], "type: decimal, digits: zoned") == "X'FFF1'")
        #expect(try found([0x31, 0xE9], "type: decimal", encoding: "iso-8859-1") == "'1é'")
        #expect(try found([0x31, 0x01], "type: decimal", encoding: "iso-8859-1") == "X'3101'")
        #expect(try found([0xC1, 0xC2], "type: decimal") == "'AB'")
        #expect(try found([0x32, 0x36, 0x00, 0x31], "type: date, pattern: yyMM", encoding: "iso-8859-1") == "X'32360031'")
    }

    @Test func otherWordsForNothingAreComparedInTheBytesOfTheFile() throws {
        #expect(try rows([0xF9, 0xF9], "type: decimal, absent: [\"99\"]") == ["-"])
        #expect(try rows([0xE9], "absent: [\"é\"]", encoding: "iso-8859-1") == ["-"])
    }
}
