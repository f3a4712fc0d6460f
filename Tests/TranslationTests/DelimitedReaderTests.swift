import CrossdockTesting
import Testing

@Suite struct DelimitedReaderTests {
    @Test(arguments: [
        ("a,b\n1,2\n", ["1|2"]),
        ("a,b\r\n1,2\r\n", ["1|2"]),
        ("a,b\r1,2\r3,4\r", ["1|2", "3|4"]),
        ("a,b\r\n1,2\n3,4\r5,6", ["1|2", "3|4", "5|6"]),
        ("\u{FEFF}a,b\n1,2\n", ["1|2"]),
        ("a,b\n1,2", ["1|2"]),
        ("a,b\n\n1,2\n\n\n3,4\n\n", ["1|2", "3|4"]),
        ("a,b\n,\n", ["-|-"]),
        ("a,b\n1,\n,2\n", ["1|-", "-|2"]),
        ("a,b\n1,2\n\u{1A}", ["1|2"]),
        ("a,b\r\n1,2\r\n\u{1A}\u{1A}\r\n", ["1|2"]),
        ("a,b\n", ["#empty@0:-1"]),
        ("", ["#empty@0:-1"]),
        ("a,b\n1,2\u{85}\n", ["1|2\u{85}"]),
    ])
    func lineEndsAndBlankLines(_ text: String, _ rows: [String]) throws {
        #expect(try reads(csv: text) == rows)
    }

    @Test(arguments: [
        ("a,b\n\"1\",\"2\"\n", ["1|2"]),
        ("a,b\n\"x,y\",2\n", ["x,y|2"]),
        ("a,b\n\"say \"\"hi\"\"\",2\n", ["say \"hi\"|2"]),
        ("a,b\n\"\"\"\",\"\"\"\"\"\"\n", ["\"|\"\""]),
        ("a,b\n\"one\ntwo\",2\n3,4\n", ["one\ntwo|2", "3|4"]),
        ("a,b\r\n\"one\r\ntwo\",2\r\n", ["one\r\ntwo|2"]),
        ("a,b\n\"one\rtwo\",2\n", ["one\rtwo|2"]),
        ("a,b\n\"\",2\n", ["-|2"]),
        ("a,b\n1 \"x\",2\n", ["1 \"x\"|2"]),
        ("a,b\n1,\"2\"", ["1|2"]),
        ("\"a\",\"b\"\n1,2\n", ["1|2"]),
        ("a,b\n1,2\n3,\"4\n5,6\n", ["#quote@3:8"]),
        ("a,b\n\"1,2\n", ["#quote@2:4"]),
    ])
    func quotes(_ text: String, _ rows: [String]) throws {
        #expect(try reads(csv: text) == rows)
    }

    @Test func lineNumbersCountTheLineBreaksInsideQuotes() throws {
        let rows = try reads(csv: "a,b\n\"x\n\r\n\ry\",2\n3\n", ["a", "b"])
        #expect(rows == ["x\n\r\n\ry|2", "!columns@6:15"])
    }

    @Test func quotesMeanNothingWhereThereAreNone() throws {
        #expect(try reads(csv: "a,b\n\"1,2\"\n", format: "quote: none") == ["\"1|2\""])
        #expect(try reads(csv: "a,b\n'1,1',2\n", format: "quote: \"'\"") == ["1,1|2"])
    }

    @Test func delimitersOfAllKinds() throws {
        #expect(try reads(csv: "a\tb\n1\t2\n", format: "delimiter: tab") == ["1|2"])
        #expect(try reads(csv: "a;b\n1,0;2\n", format: "delimiter: \";\"") == ["1,0|2"])
        #expect(try reads(csv: "a|b\n1|2\n", format: "delimiter: \"|\"") == ["1|2"])
    }

    @Test func raggedRowsAreRefusedWithTheirLineUnlessTheDefinitionPadsThem() throws {
        #expect(try reads(csv: "a,b,c\n1,2\n3,4,5\n", ["a", "b", "c"]) == ["!columns@2:6", "3|4|5"])
        #expect(try reads(csv: "a,b,c\n1,2\n3,4,5\n", ["a", "b", "c"], format: "ragged: pad") == ["1|2|-", "3|4|5"])
        #expect(try reads(csv: "a,b\n1,2,3\n") == ["!columns@2:4"])
        #expect(try reads(csv: "a,b\n1,2,3\n", format: "ragged: pad") == ["!columns@2:4"])
        #expect(try reads(csv: "a,b\n1,2,\n3,4,\n") == ["1|2", "3|4"])
        #expect(try reads(csv: "a,b\n1,2,3\n4,5\n") == ["!columns@2:4", "4|5"])
        #expect(try reads(csv: "a,b\n1,2,\n3,4,,\n5,6\n") == ["1|2", "!columns@3:9", "!columns@4:15"])
    }

    @Test func commentLinesArePassedOverWhateverStandsInThem() throws {
        #expect(try reads(csv: "# made by x\na,b\n#1,2\n3,4\n", format: "comment: \"#\"") == ["3|4"])
        #expect(try reads(csv: "a,b\n# said,\"once\n1,2\n# \"\n3,4\n", format: "comment: \"#\"") == ["1|2", "3|4"])
        #expect(try reads(csv: "//\na,b\n//,\"\n/,2\n", format: "comment: //") == ["/|2"])
    }

    @Test func absentWordsMeanNothingWasSaid() throws {
        #expect(try reads(csv: "a,b\nNULL,2\n", field: ", absent: [\"NULL\", \"-\"]") == ["-|2"])
    }

    @Test func decimalCommaAndThousandsMarks() throws {
        let field = ", type: decimal, decimal-mark: \",\", thousands-mark: \".\""
        func read(_ text: String) throws -> [String] { try reads(csv: "a\n\(text)\n", ["a"], format: "delimiter: \";\"", field: field) }
        #expect(try read("1.234,50") == ["1234.5"])
        #expect(try read("-1.234.567,05") == ["-1234567.05"])
        #expect(try read("1234,5") == ["1234.5"])
        #expect(try read("0,10") == ["0.1"])
        #expect(try read("1.5") == ["!decimal@2:2"])
        #expect(try read("1.234,") == ["1234"])
        #expect(try read("1,2,3") == ["!decimal@2:2"])
        #expect(try read(" 12,5 ") == ["12.5"])
        #expect(try read("12 5") == ["!decimal@2:2"])
    }
}
