import Canonical
import CrossdockTesting
import Testing

/// Every column of a delimited file is declared, and every declared one is there, or something is said.
@Suite struct ColumnTests {
    func format(_ b: String = "", _ record: String = "") -> String {
        "type: delimited\nrecords: [{id: row\(record), begins: group}]\nfields:\n  row: [{name: a}, {name: b\(b)}]"
    }

    func read(_ text: String, _ b: String = "", _ record: String = "", weakened: Weakening? = nil) throws -> Reading {
        try TestContract(format: format(b, record), fields: ["a", "b"], weakened: weakened).read(text)
    }

    @Test func aDeclaredColumnThatTheHeaderLacksRefusesTheFileByName() throws {
        let reading = try read("a,bb\n1,2\n")
        #expect(reading.rows(["a", "b"]) == ["#header@1:0"])
        let finding = try #require(reading.summary.findings.first)
        #expect(finding.expected == "a header with the columns b" && finding.found == "'a,bb'" && finding.advice.contains("optional: true"))
        #expect(finding.class == .technical)
    }

    @Test func anOptionalColumnMayBeMissing() throws {
        #expect(try read("a\n1\n", ", optional: true").rows(["a", "b"]) == ["1|-"])
        #expect(try read("a,b\n1,2\n", ", optional: true").rows(["a", "b"]) == ["1|2"])
    }

    @Test func contentInAColumnThatNobodyDeclaredRefusesTheFileByName() throws {
        let reading = try read("a,b,fee\n1,2,\n3,4,0.50\n")
        #expect(reading.rows(["a", "b"]) == ["#columns@3:17"])
        #expect(reading.summary.findings.first?.found == "the column 'fee'")
        #expect(try read("a,b,fee\n1,2,\n3,4,\n").rows(["a", "b"]) == ["1|2", "3|4"])
        #expect(try read("a,b,\n1,2,\n3,4,x\n").rows(["a", "b"]) == ["#columns@3:14"])
    }

    @Test func ignoredColumnsAreCountedByName() throws {
        let reading = try read("a,b,fee,x\n1,2,,\n3,4,0.50,\n5,6,7,8\n", "", ", others: ignore")
        #expect(reading.rows(["a", "b"]) == ["1|2", "3|4", "5|6"])
        let ignored = reading.summary.counts.lines.filter { $0.fate == .ignored }
        #expect(
            ignored == [
                .init(record: "row", fate: .ignored, detail: "fee", count: 2), .init(record: "row", fate: .ignored, detail: "x", count: 1),
            ])
    }

    @Test func whatIsReadAndPassedOverIsCounted() throws {
        let reading = try read("# by hand\na,b\n1,2\n3,4\n5")
        #expect(reading.rows(["a", "b"]) == ["#header@1:0"])
        let counted = try TestContract(format: "comment: \"#\"\n" + format(), fields: ["a", "b"]).read("# by hand\na,b\n1,2\n3\n5,6")
            .summary.counts
        #expect(
            counted.lines == [
                .init(record: "row", fate: .read, count: 3), .init(record: "row", fate: .rejected, count: 1),
                .init(record: "", fate: .ignored, detail: "comment lines", count: 1),
                .init(record: "", fate: .ignored, detail: "the missing end of the last line", count: 1),
            ])
    }

    @Test(arguments: [
        "a,b\n\"1\"x,2\n", "a,b\n\"1\" ,2\n", "a,b\n1,\"2\"3\n4,5\n", "a,b\n\"one \"two\" three\",2\n",
        // A quote that nobody closes runs into the next one.
        "a,b\n\"24,x\n\"Cable\",y\n",
    ])
    func textBehindAClosingQuoteRefusesTheFile(_ text: String) throws {
        let reading = try read(text)
        #expect(reading.records.isEmpty && reading.summary.findings.map(\.rule) == ["quote"], "\(reading.rows(["a", "b"]))")
    }

    @Test func aQuotedTextThatHoldsWholeRowsIsAQuoteThatWasNeverClosed() throws {
        let three = "type: delimited\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a}, {name: b}, {name: c}]"
        #expect(try reads("a,b,c\n1,\"2,3\n4,5\",6\n", three, ["a", "b", "c"]) == ["#quote@2:6"])
        #expect(try reads("a,b,c\n1,\"2\n5,0\",6\n", three, ["a", "b", "c"]) == ["1|2\n5,0|6"])
    }

    @Test func aSecondHeaderInTheMiddleRefusesTheFile() throws {
        #expect(try read("a,b\n1,2\na,b\n3,4\n").rows(["a", "b"]) == ["#header@3:8"])
        #expect(try read("a,b\n1,2\nb,a\n3,4\n").rows(["a", "b"]) == ["#header@3:8"])
        #expect(try read("a,b\n1,2\na,c\n").rows(["a", "b"]) == ["1|2", "a|c"])
    }

    @Test func aWeakenedReaderIsSilent() throws {
        #expect(try read("a,bb\n1,\n", weakened: .missingColumn).rows(["a", "b"]) == ["1|-"])
        #expect(try read("a,b,fee\n3,4,0.50\n", weakened: .undeclaredColumn).rows(["a", "b"]) == ["3|4"])
        #expect(try read("a,b\n\"1\"x,2\n", weakened: .brokenQuote).rows(["a", "b"]) == ["1x|2"])
        #expect(try read("a,b\n1,2\na,b\n3,4\n", weakened: .secondHeader).rows(["a", "b"]) == ["1|2", "a|b", "3|4"])
    }
}
