import Canonical
import CrossdockTesting
import Registry
import Testing

/// Every byte of a fixed-width record belongs to its layout, or something is said.
@Suite struct LayoutTests {
    func format(_ record: String = "", type: String = "type: decimal, scale: 2") -> String {
        """
        type: fixed-width
        records:
          - {id: row, when: {at: 1, text: R}\(record), begins: group}
        fields:
          row: [{name: a, at: 2, length: 2}, {name: b, at: 4, length: 6, \(type)}]
        """
    }

    func read(_ text: String, _ record: String = "", type: String = "type: decimal, scale: 2") throws -> [String] {
        try reads(text, format(record, type: type), ["a", "b"])
    }

    @Test func aRecordIsAsLongAsItsLayout() throws {
        #expect(try read("RA1001250\n") == ["A1|12.5"])
        #expect(try read("RA1001250") == ["A1|12.5"])
    }

    @Test(arguments: [
        ("RA1001250RA2000990\n", ["!record-length@1:9"]),
        ("RA1001250 \n", ["!record-length@1:9"]),
        ("RA1001250\u{85}RA2000990\n", ["!record-length@1:9"]),
        ("RA1001250\nRA2000990RA3000100\nRA4000200\n", ["A1|12.5", "!record-length@2:19", "A4|2"]),
        ("RA100125\n", ["!record-length@1:8"]),
        ("RA1\n", ["!record-length@1:3"]),
        ("RA1001250\nRA200125", ["A1|12.5", "!record-length@2:18"]),
    ])
    func longerAndShorterRecordsAreFindings(_ text: String, _ rows: [String]) throws {
        #expect(try read(text) == rows)
        let finding = try #require(try TestContract(format: format(), fields: ["a", "b"]).read(text).findings.first)
        #expect(finding.class == .technical && finding.expected == "a 'row' record of 9 bytes")
    }

    @Test func theRestIsIgnoredAndCountedWhereTheDefinitionSaysSo() throws {
        #expect(try read("RA1001250xyz\nRA2000990\n", ", rest: ignore") == ["A1|12.5", "A2|9.9"])
        let counts = try TestContract(format: format(", rest: ignore"), fields: ["a", "b"]).read("RA1001250xyz\nRA2000990  \n").summary
            .counts
        #expect(counts.lines.contains(.init(record: "row", fate: .ignored, detail: "bytes behind the record's end", count: 1)))
    }

    @Test func aLengthThatIsSaidHoldsBehindTheLastField() throws {
        #expect(try read("RA1001250xyz\n", ", length: 12") == ["A1|12.5"])
        #expect(try read("RA1001250xyz!\n", ", length: 12") == ["!record-length@1:12"])
        #expect(try read("RA1001250\n", ", length: 12") == ["!record-length@1:9"])
        #expect(try read("RA1001250\n", ", length: 12, short: pad") == ["A1|12.5"])
    }

    @Test func aPaddedRecordIsNeverCutWithinDigitsThatStandForLess() throws {
        #expect(try read("RA100125\n", ", short: pad") == ["!record-length@1:8"])
        #expect(try read("RA1\n", ", short: pad") == ["A1|-"])
        #expect(try read("RA112.5\n", ", short: pad", type: "type: decimal") == ["A1|12.5"])
        #expect(try read("RA112.5", ", short: pad", type: "type: decimal") == ["!record-length@1:7"])
    }

    /// Mainframe files fill all records up to one length.
    @Test func recordsMayBeFilledUpToTheLongestOfThem() throws {
        let two = """
            type: fixed-width
            records:
              - {id: head, when: {at: 1, text: H}}
              - {id: row, when: {at: 1, text: R}, begins: group}
            fields:
              head: [{name: store, at: 2, length: 2}]
              row: [{name: a, at: 2, length: 2}, {name: b, at: 4, length: 6}]
            """
        #expect(try reads("H07      \nRA1xyzxyz\n", two, ["a", "b"]) == ["A1|xyzxyz"])
        #expect(try reads("H07\nRA1xyzxyz\n", two, ["a", "b"]) == ["A1|xyzxyz"])
        #expect(try reads("H07x\nRA1xyzxyz\n", two, ["a", "b"]) == ["!record-length@1:3", "A1|xyzxyz"])
    }

    @Test func aLayoutThatDoesNotFitItsLengthIsAComplaint() {
        #expect(throws: Complaints.self) { try TestContract(format: format(", length: 8"), fields: ["a"]) }
        #expect(throws: Complaints.self) { try TestContract(format: "record-length: 8\n" + format(), fields: ["a"]) }
        #expect(throws: Complaints.self) {
            try TestContract(
                format: "type: delimited\nrecords: [{id: row, length: 8, begins: group}]\nfields:\n  row: [{name: a}]", fields: ["a"])
        }
    }

    @Test func aWeakenedReaderDropsWhatThisSuiteLooksFor() throws {
        let glued = try TestContract(format: format(), fields: ["a", "b"], weakened: .restOfRecord).read("RA1001250RA2000990\n")
        #expect(glued.rows(["a", "b"]) == ["A1|12.5"])
        let cut = try TestContract(format: format(), fields: ["a", "b"], weakened: .shortRecord).read("RA100125")
        #expect(cut.rows(["a", "b"]) == ["A1|1.25"])
    }
}
