import CrossdockTesting
import Testing

@Suite struct FixedWidthReaderTests {
    let typed = """
        type: fixed-width
        records:
          - {id: head, when: {at: 1, text: FH}, occurs: 1}
          - {id: row, when: {at: 1, text: TH}, begins: group}
          - {id: item, when: {at: 1, text: TI}, in: row}
          - {id: foot, when: {at: 1, text: FT}, occurs: 1}
        fields:
          head: [{name: store, at: 3, length: 4}]
          row: [{name: a, at: 3, length: 3}, {name: b, at: 6, length: 3}]
          item: [{name: c, at: 3, length: 2}]
          foot: [{name: n, at: 3, length: 3}]
        """

    func typed(_ text: String) throws -> [String] { try reads(text, typed, ["a", "b"], lines: ["c"]) }

    @Test func groupsMembersHeaderAndTrailer() throws {
        #expect(try typed("FH0001\nTH001xyz\nTIaa\nTIbb\nTH002uvw\nFT002\n") == ["001|xyz[aa,bb]", "002|uvw[]"])
        #expect(try typed("FH0001\r\nTH001xyz\r\nTIaa\r\nFT002") == ["001|xyz[aa]"])
        #expect(try typed("FH0001\rTH001xyz\rTIaa\rFT002\r") == ["001|xyz[aa]"])
    }

    @Test func rightTrimmedLinesHaveTheirLastFieldsShortOrMissingWhereTheDefinitionSaysSo() throws {
        let text = "FH0001\nTH001xy\nTIa\nTH002\nTH3\nFT002\n"
        #expect(try reads(text, padded, ["a", "b"], lines: ["c"]) == ["001|xy[a]", "002|-[]", "3|-[]"])
        #expect(try typed(text) == ["!record-length@2:14", "!record-length@3:18", "!record-length@4:24", "!record-length@5:28"])
    }

    var padded: String {
        typed.replacing("begins: group", with: "short: pad, begins: group").replacing("in: row", with: "short: pad, in: row")
    }

    @Test func aPaddedLineThatTheFileEndsInIsCutOff() throws {
        #expect(try reads("FH0001\nFT001\nTH001xy\n", padded, ["a", "b"], lines: ["c"]) == ["001|xy[]"])
        #expect(try reads("FH0001\nFT001\nTH001xy", padded, ["a", "b"], lines: ["c"]) == ["!record-length@3:20"])
    }

    @Test func aRequiredFieldThatARightTrimmedLineDoesNotReachIsAFinding() throws {
        let required = padded.replacing("{name: b, at: 6, length: 3}", with: "{name: b, at: 6, length: 3, required: true}")
        #expect(try reads("FH0001\nTH001\nTH002xyz\nFT002\n", required, ["a", "b"], lines: ["c"]) == ["!required@2:7", "002|xyz[]"])
    }

    @Test func spacesAroundAValueBelongToTheLayout() throws {
        #expect(try typed("FH0001\nTH  1 x \nFT001\n") == ["1|x[]"])
    }

    @Test func blankLinesAndEndOfFileMarksAreNotRecords() throws {
        #expect(try typed("FH0001\n\nTH001xyz\n\nFT002\n\u{1A}\u{1A}") == ["001|xyz[]"])
        #expect(try typed("\u{FEFF}FH0001\nTH001xyz\nFT002\n") == ["001|xyz[]"])
    }

    @Test func unknownRecordTypesAreRejectedWithTheGroupTheyStandIn() throws {
        #expect(try typed("FH0001\nTH001xyz\n??aa\nTIbb\nTH002uvw\nFT002\n") == ["!record-type@3:16", "002|uvw[]"])
        #expect(try typed("nothing of this\nFH0001\n") == ["#record-type@1:0", "#occurs@0:-1", "#occurs@0:-1"])
    }

    @Test func aMemberBeforeItsParentIsRejected() throws {
        #expect(try typed("FH0001\nTIaa\nTH002uvw\nFT002\n") == ["!record-order@2:7", "002|uvw[]"])
    }

    @Test func widthsAreBytesAndNotCharacters() throws {
        let format =
            "type: fixed-width\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, at: 1, length: 3}, {name: b, at: 4, length: 2}]"
        #expect(try reads("äbxy\n", format, ["a", "b"]) == ["äb|xy"])
        let latin = "encoding: iso-8859-1\n" + format
        #expect(try reads([0xE4, 0x62, 0x63, 0x78, 0x79, 0x0A], latin, ["a", "b"]) == ["äbc|xy"])
    }

    @Test func recordsOfFixedLengthNeedNoLineEnds() throws {
        let format =
            "type: fixed-width\nrecord-length: 5\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, at: 1, length: 3}, {name: b, at: 4, length: 2}]"
        #expect(try reads("aaabbcccddeeef", format, ["a", "b"]) == ["aaa|bb", "ccc|dd", "!record-length@3:14"])
        let padded = format.replacing("begins: group", with: "short: pad, begins: group")
        #expect(try reads("aaabbcccddeeef", padded, ["a", "b"]) == ["aaa|bb", "ccc|dd", "eee|f"])
        #expect(try reads("a\naba", format, ["a", "b"]) == ["a\na|ba"])
    }

    /// COBOL code page 037 without line ends: text, zoned and packed decimals.
    @Test func ebcdicRecordsWithZonedAndPackedNumbers() throws {
        let format = """
            type: fixed-width
            encoding: ebcdic-037
            record-length: 10
            records:
              - {id: row, when: {at: 1, text: S}, begins: group}
            fields:
              row:
                - {name: a, at: 2, length: 3}
                - {name: b, at: 5, length: 3, type: decimal, digits: zoned, scale: 2}
                - {name: c, at: 8, length: 3, type: decimal, digits: packed, scale: 2}
            """
        let first: [UInt8] = [0xE2, 0xC1, 0x82, 0x40, 0xF1, 0xF2, 0xD3, 0x12, 0x34, 0x5D]
        let second: [UInt8] = [0xE2, 0x5B, 0xF9, 0x4A, 0xF0, 0xF0, 0xC5, 0x00, 0x40, 0x0C]
        #expect(try reads(first + second, format, ["a", "b", "c"]) == ["Ab|-1.23|-123.45", "$9¢|0.05|4"])
        let bad: [UInt8] = [0xE2, 0xC1, 0x82, 0x40, 0xF1, 0xC2, 0xD3, 0x12, 0x34, 0x56]
        #expect(try reads(bad + second, format, ["a", "b", "c"]) == ["!decimal@1:4", "!decimal@1:7", "$9¢|0.05|4"])
    }
}
