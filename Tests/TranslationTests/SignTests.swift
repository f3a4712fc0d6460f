import CrossdockTesting
import Testing

/// A sign is one of the texts that a contract names; any other text in its place is a finding, never a plus.
@Suite struct SignTests {
    /// The amount `a` of six bytes, and two bytes behind it where the sign stands.
    func read(_ text: String, _ sign: String, encoding: String = "iso-8859-1", required: Bool = false) throws -> [String] {
        let format = """
            type: fixed-width
            encoding: \(encoding)
            records: [{id: row, begins: group}]
            fields:
              row:
                - {name: a, at: 1, length: 6, type: decimal, scale: 2, sign: {\(sign)}}
                - {name: s, at: 7, length: 2\(required ? ", required: true" : "")}
            """
        return try reads(text + "\n", format, ["a"])
    }

    @Test(arguments: [
        ("001250P ", "12.5"), ("001250N ", "-12.5"), ("001250 N", "-12.5"), ("001250n ", "!sign@1:6"), ("001250- ", "!sign@1:6"),
        ("001250+ ", "!sign@1:6"), ("001250  ", "!sign@1:6"), ("001250PN", "!sign@1:6"), ("-01250P ", "!sign@1:0"),
        ("-01250N ", "!sign@1:0"), ("+01250P ", "!sign@1:0"), ("      N ", "-"),
    ])
    func inAFieldOfItsOwn(_ text: String, _ value: String) throws {
        #expect(try read(text, "field: s, positive: P, negative: N") == [value])
    }

    @Test func textsMayBeListsOfAnyLengthAndABlankMustBeNamed() throws {
        let sign = #"field: s, positive: [DR, ""], negative: [CR, C]"#
        let rows = try ["001250CR", "001250C ", "001250DR", "001250  ", "001250D "].flatMap { try read($0, sign) }
        #expect(rows == ["-12.5", "-12.5", "12.5", "12.5", "!sign@1:6"])
    }

    @Test func requiredCountsForASignThatNobodyMaps() throws {
        #expect(try read("001250  ", "field: s, positive: P, negative: N", required: true) == ["!required@1:6"])
        #expect(try read("001250  ", "field: s, positive: [P, \"\"], negative: N", required: true) == ["12.5"])
    }

    @Test(arguments: [
        ("001250R ", "-12.5"), ("001250+ ", "12.5"), ("001250  ", "12.5"), ("001250- ", "!sign@1:6"), ("001250r ", "!sign@1:6"),
        ("001250X ", "!sign@1:6"), ("-01250R ", "!sign@1:0"),
    ])
    func inAByteOfItsOwn(_ text: String, _ value: String) throws {
        #expect(try read(text, "at: 7, negative: R") == [value])
    }

    @Test func aSignBehindTheEndOfTheRecordIsAFinding() throws {
        let format =
            "type: fixed-width\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, at: 1, length: 6, type: decimal, sign: {at: 7, negative: R}}]"
        #expect(try reads("001250\n", format, ["a"]).first?.hasPrefix("!") == true)
    }

    @Test(arguments: [
        ("12.50R", "-12.5"), ("12.50+", "12.5"), ("12.50", "12.5"), ("12.50-", "!sign@2:2"), ("12.50D", "!sign@2:2"),
        ("12.50RR", "!sign@2:2"), ("-12.50R", "!sign@2:2"), ("-12.50", "!sign@2:2"), ("R12.50", "!decimal@2:2"), ("R", "!decimal@2:2"),
    ])
    func behindTheDigits(_ text: String, _ value: String) throws {
        #expect(try reads(csv: "a\n\(text)\n", ["a"], field: ", type: decimal, sign: {position: trailing, negative: R}") == [value])
    }

    @Test(arguments: [
        ("\u{2212}3.50", "-3.5"), ("-3.50", "-3.5"), ("+3.50", "3.5"), ("3.50", "3.5"), ("--3.50", "!sign@2:2"),
        ("\u{2013}3.50", "!sign@2:2"),
    ])
    func aMinusOfUnicodeIsOneWhereItIsNamed(_ text: String, _ value: String) throws {
        let sign = #", type: decimal, sign: {negative: ["-", "\u2212"]}"#
        #expect(try reads(csv: "a\n\(text)\n", ["a"], field: sign) == [value])
        if text.hasPrefix("\u{2212}") { #expect(try reads(csv: "a\n\(text)\n", ["a"], field: ", type: decimal") == ["!decimal@2:2"]) }
    }

    @Test func wherePositiveIsNamedNothingElseIs() throws {
        let sign = ", type: decimal, sign: {position: trailing, positive: H, negative: S}"
        #expect(try reads(csv: "a\n1H\n2S\n3\n4+\n", ["a"], field: sign) == ["1", "-2", "!sign@4:8", "!sign@5:10"])
    }

    @Test func signsAreComparedInTheBytesOfTheFile() throws {
        let format = """
            type: fixed-width
            encoding: ebcdic-037
            record-length: 5
            records: [{id: row, begins: group}]
            fields:
              row:
                - {name: a, at: 1, length: 3, type: decimal, sign: {at: 4, positive: P, negative: N}}
                - {name: b, at: 1, length: 3, type: decimal, sign: {field: s, positive: P, negative: N}}
                - {name: s, at: 5, length: 1, absent: ["*"]}
            """
        let rows: [UInt8] = [0xF0, 0xF1, 0xF2, 0xD5, 0xD7, 0xF0, 0xF1, 0xF2, 0xD7, 0xD5, 0xF0, 0xF1, 0xF2, 0xD7, 0x5C]
        #expect(try reads(rows, format, ["a", "b"]) == ["-12|12", "12|-12", "!sign@3:14"])
    }

    @Test func packedAndZonedDigitsMayNotContradictASignOutside() throws {
        let format = """
            type: fixed-width
            encoding: ebcdic-037
            record-length: 5
            records: [{id: row, begins: group}]
            fields:
              row:
                - {name: a, at: 1, length: 2, type: decimal, digits: packed, sign: {at: 5, positive: P, negative: N}}
                - {name: b, at: 3, length: 2, type: decimal, digits: zoned, sign: {at: 5, positive: P, negative: N}}
            """
        #expect(try reads([0x01, 0x2C, 0xF1, 0xC2, 0xD5], format, ["a", "b"]) == ["-12|-12"])
        #expect(try reads([0x01, 0x2D, 0xF1, 0xD2, 0xD5], format, ["a", "b"]) == ["!sign@1:0", "!sign@1:2"])
    }

    @Test func theFindingNamesTheTextsAndWhatStoodThere() throws {
        let format =
            "type: fixed-width\nrecords: [{id: row, begins: group}]\nfields:\n  row:\n    - {name: a, at: 1, length: 2, type: decimal, sign: {field: s, positive: [P, \"\"], negative: N}}\n    - {name: s, at: 3, length: 1}"
        let finding = try #require(try TestContract(format: format, fields: ["a"]).read("12n\n").findings.first)
        #expect(finding.field == "a" && finding.rule == "sign" && finding.found == "'n'")
        #expect(finding.expected == "a sign: 'P', nothing (plus) or 'N' (minus), in 's'")
    }
}
