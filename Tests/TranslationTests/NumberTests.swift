import CrossdockTesting
import Testing

@Suite struct NumberTests {
    /// One field `a` of eight bytes, and `b` of one beside it, blank unless said.
    func read(_ text: String, _ format: String) throws -> [String] {
        let declared =
            "type: fixed-width\nrecords: [{id: row, begins: group}]\nfields:\n  row:\n    - {name: a, at: 1, length: 8, type: decimal, \(format)}\n    - {name: b, at: 9, length: 1}"
        let row = text + String(repeating: " ", count: max(0, 9 - text.utf8.count))
        return try reads(Array(row.utf8) + [0x0A], declared, ["a"])
    }

    @Test(arguments: [
        ("00001250", "scale: 2", "12.5"),
        ("00001250", "scale: 0", "1250"),
        ("    1250", "scale: 3", "1.25"),
        ("-0001250", "scale: 2", "-12.5"),
        ("+0001250", "scale: 2", "12.5"),
        ("0000.250", "scale: 2", "!decimal@1:0"),
        ("        ", "scale: 2", "-"),
        ("12.50   ", "type: decimal", "12.5"),
        ("   1e3  ", "type: decimal", "!decimal@1:3"),
        ("0001250-", "scale: 2, sign: {position: trailing}", "-12.5"),
        ("0001250+", "scale: 2, sign: {position: trailing}", "12.5"),
        ("0001250 ", "scale: 2, sign: {position: trailing}", "12.5"),
        ("  125 - ", "scale: 2, sign: {position: trailing}", "!decimal@1:2"),
        ("0001250R", "scale: 2, sign: {position: trailing, negative: R}", "-12.5"),
        ("R0001250", "scale: 2, sign: {position: leading, negative: R}", "-12.5"),
        ("0000125{", "digits: zoned, scale: 2", "12.5"),
        ("0000125}", "digits: zoned, scale: 2", "-12.5"),
        ("0000123D", "digits: zoned, scale: 2", "12.34"),
        ("0000123M", "digits: zoned, scale: 2", "-12.34"),
        ("00001234", "digits: zoned, scale: 2", "12.34"),
        ("000012M4", "digits: zoned, scale: 2", "!decimal@1:0"),
    ])
    func signsAndImpliedPoints(_ text: String, _ format: String, _ value: String) throws {
        let format = format == "type: decimal" ? "absent: []" : format
        #expect(try read(text, format) == [value])
    }

    @Test(arguments: [
        ("1.5e2", "150"), ("1E+2", "100"), ("1.0e1", "10"), ("-12.5E-1", "-1.25"), ("0e99", "0"), ("-0", "0"), ("100.000", "100"),
        ("1e400", "!decimal"), ("1e20", "!decimal"), ("1.5e-18", "!decimal"),
    ])
    func exponentsInJSONAreExact(_ text: String, _ value: String) throws {
        let format = "type: json\nrecords: [{id: row, path: /, begins: group}]\nfields:\n  row: [{name: a, type: decimal}]"
        #expect(try reads(#"{"a":\#(text)}"#, format, ["a"]).map { String($0.prefix { $0 != "@" }) } == [value])
    }

    @Test func exponentsAnywhereElseAreWhatASpreadsheetHasRounded() throws {
        #expect(try reads(csv: "a\n1E+2\n1.5e2\n", ["a"], field: ", type: decimal") == ["!decimal@2:2", "!decimal@3:7"])
    }

    @Test func moneyIsNeverRoundedToItsMinorUnit() throws {
        #expect(try Mapped.money("{from: a}", "30.299999999999997", "30.3") == ["!money@2", "3030"])
    }

    @Test(arguments: [
        (#"thousands-mark: ",""#, "1,234.50", "1234.5"), (#"thousands-mark: ",""#, "1234,567", "!"), (#"thousands-mark: ",""#, "1,23", "!"),
        (#"thousands-mark: "'""#, "1'234'567.8", "1234567.8"), (#"thousands-mark: "\u2019""#, "1\u{2019}234.50", "1234.5"),
        (#"thousands-mark: "\u2019""#, "1'234.50", "!"), (#"thousands-mark: ["\u00A0", "\u202F"]"#, "1\u{A0}234.50", "1234.5"),
        (#"thousands-mark: ["\u00A0", "\u202F"]"#, "1\u{202F}234\u{202F}567", "1234567"),
        (#"thousands-mark: ["\u00A0", "\u202F"]"#, "1\u{202F}234\u{A0}567", "!"),
        (#"thousands-mark: ["\u00A0", "\u202F"]"#, "12\u{202F}34", "!"), (#"thousands-mark: " ""#, "1\u{A0}234", "!"),
        (#"scale: 2"#, "1\u{0}", "!"), (#"scale: 0"#, "\u{FF11}", "!"), (#"scale: 0"#, "\u{661}", "!"),
    ])
    func thousandsMarks(_ format: String, _ text: String, _ value: String) throws {
        let read = try reads(csv: "a;b\n\(text);\n", ["a"], format: #"delimiter: ";""#, field: ", type: decimal, \(format)")
        #expect(read == [value == "!" ? "!decimal@2:4" : value])
    }

    @Test func moreThanEighteenDigitsAreAFindingAndNeverACrash() throws {
        for text in [
            "9223372036854775808", "99999999999999999999", "-9223372036854775808", "0." + String(repeating: "0", count: 300),
            "0." + String(repeating: "1", count: 300),
        ] {
            #expect(try reads(csv: "a\n\(text)\n", ["a"], field: ", type: decimal") == ["!decimal@2:2"], "\(text)")
        }
    }

    @Test func packedDigitsMayBeAnyByteInASingleByteEncoding() throws {
        let format =
            "type: fixed-width\nencoding: windows-1252\nrecord-length: 3\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, at: 1, length: 3, type: decimal, digits: packed}]"
        #expect(try reads([0x81, 0x28, 0x1C], format, ["a"]) == ["81281"])
        #expect(try reads([0x00, 0x00, 0x1F], format, ["a"]) == ["1"])
        #expect(try reads([0x0A, 0x00, 0x1C], format, ["a"]) == ["!decimal@1:0"])
    }

    @Test func wholeNumbersHaveNoFraction() throws {
        #expect(try reads(csv: "a\n5\n5.0\n5.1\n", ["a"], field: ", type: integer") == ["5", "5", "!integer@4:8"])
    }
}
