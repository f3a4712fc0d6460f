import CrossdockTesting
import Testing

@Suite struct JSONReaderTests {
    let plain =
        "type: json\nrecords:\n  - {id: row, path: /, begins: group}\n  - {id: item, path: lines, in: row}\nfields:\n  row: [{name: a}, {name: b, path: [o/b, b]}]\n  item: [{name: c}, {name: d, path: x/y}]"

    func plain(_ text: String) throws -> [String] { try reads(text, plain, ["a", "b"], lines: ["c", "d"]) }

    @Test(arguments: [
        (#"{"a":"1","b":"2"}"#, ["1|2[]"]),
        (#"[{"a":"1"},{"a":"2"}]"#, ["1|-[]", "2|-[]"]),
        ("{\"a\":\"1\"}\n{\"a\":\"2\"}\n", ["1|-[]", "2|-[]"]),
        (" [ \n { \"a\" : \"1\" , \"o\" : { \"b\" : \"2\" } } \r\n ] \t", ["1|2[]"]),
        (#"{"a":"1","lines":[{"c":"3","x":{"y":"4"}},{"c":"5"}]}"#, ["1|-[3|4,5|-]"]),
        (#"{"lines":{"c":"3"}}"#, ["-|-[3|-]"]),
        (#"{"lines":null,"a":"1"}"#, ["1|-[]"]),
        (#"{"a":null,"b":"2"}"#, ["-|2[]"]),
        (#"{"a":"","b":"2"}"#, ["-|2[]"]),
        (#"{"a":true,"b":false}"#, ["true|false[]"]),
        (#"{"a":["p"],"n":7,"t":"x"}"#, ["p|-[]"]),
        ("\u{FEFF}{\"a\":\"1\"}", ["1|-[]"]),
        ("[]", ["#empty@0:-1"]),
        ("{}", ["-|-[]"]),
    ])
    func objectsArraysAndLines(_ text: String, _ rows: [String]) throws {
        #expect(try plain(text) == rows)
    }

    @Test(arguments: [
        (#"{"a":"\"\\\/\b\f\n\r\t"}"#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#"{"a":"\u00e9\u20AC"}"#, "é€"),
        (#"{"a":"\ud83d\ude00x"}"#, "😀x"),
        (#"{"a":"é😀"}"#, "é😀"),
        (#"{"\u0061":"1"}"#, "1"),
    ])
    func escapes(_ text: String, _ value: String) throws {
        #expect(try reads(text, plain, ["a"], lines: ["c"]) == [value + "[]"])
    }

    @Test(arguments: ["0.10", "1e3", "12345678901234567890.123456789", "-0", "1E-2"])
    func numbersStayTheTextTheyAre(_ number: String) throws {
        #expect(try plain("{\"a\":\(number)}") == ["\(number)|-[]"])
    }

    @Test(arguments: [
        ("0.10", "0.1"), (#""1.50""#, "1.5"), ("-3", "-3"), ("1e3", "1000"), ("1E+2", "100"), ("-1.05e1", "-10.5"), ("0.1e2", "10"),
        (#""1e3""#, "1000"),
        ("25e-1", "2.5"), ("-5e-2", "-0.05"), ("1.0e0", "1"), ("-0", "0"), ("900719925474099301", "900719925474099301"),
    ])
    func aDecimalFieldTakesNumbersExactlyWithAnExponentToo(_ number: String, _ value: String) throws {
        let format = "type: json\nrecords: [{id: row, path: /, begins: group}]\nfields:\n  row: [{name: a, type: decimal}]"
        #expect(try reads("{\"a\":\(number)}", format, ["a"]) == [value])
    }

    @Test(arguments: ["1e99", "1e-40", "12345678901234567890", #""e3""#])
    func whatIsNoExactDecimalIsRefused(_ number: String) throws {
        let format = "type: json\nrecords: [{id: row, path: /, begins: group}]\nfields:\n  row: [{name: a, type: decimal}]"
        #expect(try reads("{\"a\":\(number)}", format, ["a"]).map { $0.prefix { $0 != "@" } } == ["!decimal"])
    }

    @Test(arguments: ["01", "1.", "-", "1e", ".5", "+1", "1.e2", "1e+", "--1", "1.2.3", "0x1", "00", "-01", "NaN", "truex", "nul"])
    func whatIsNoNumberOfJSONIsNoDocument(_ number: String) throws {
        let rows = try plain("[{\"a\":\"1\"},{\"a\":\(number)}]")
        #expect(rows.count == 2 && rows[0] == "1|-[]" && rows[1].hasPrefix("!json@1:"), "\(rows)")
    }

    @Test func aTextWithNULIsRefused() throws {
        let contract = try TestContract(format: plain, fields: ["a"], lines: ["c"])
        let text = #"[{"a":"1\u0000"},{"n":"\u0000","a":"2"}]"#
        #expect(try contract.read(text).rows(["a"], lines: ["c"]) == ["!nul@1:7", "2[]"])
        #expect(try contract.rows(text, ["a"], lines: ["c"], weakened: .lowValues) == ["1\u{0}[]", "2[]"])
    }

    @Test(arguments: [
        (#"{"a":"1"},"#, "!json@1:9"), (#"{"a":"1"} x"#, "!json@1:10"), (#"[{"a":"1"}"#, "!json@1:10"),
        ("{\"a\":\"1\"}{\"a\":\"2\"}", "!json@1:9"), ("{\"a\":\"1\"}\r {\"a\":\"2\"}", "!json@1:11"),
    ])
    func whatFollowsAWholeDocumentIsRejectedAndTheDocumentKept(_ text: String, _ finding: String) throws {
        #expect(try plain(text) == ["1|-[]", finding])
    }

    @Test(arguments: [
        #"[{"a":"1"},{"a":"2""#, #"[{"a":"1"},{"a":"#, #"[{"a":"1"},{"#, #"[{"a":"1"},{"a":"2"#, #"[{"a":"1"},{"a":"\u12"#,
        #"[{"a":"1"},{"a":tru"#,
        #"[{"a":"1"},"#, #"[{"a":"1"},{"a" 2}]"#, #"[{"a":"1"},{a:2}]"#, #"[{"a":"1"},{"a":"\ud83d"}]"#,
        #"[{"a":"1"},{"a":"\ud83dx\u0041"}]"#,
        #"[{"a":"1"},{"a":"\x"}]"#, "[{\"a\":\"1\"},{\"a\":\"new\nline\"}]", #"[{"a":"1"},{"a":"2",}]"#,
    ])
    func whatIsCutOffOrBrokenIsRejectedAndWhatWasWholeIsKept(_ text: String) throws {
        let rows = try plain(text)
        #expect(rows.count == 2 && rows[0] == "1|-[]" && rows[1].hasPrefix("!json@"), "\(rows)")
    }

    @Test(arguments: ["hello", "<R/>", "a,b\n1,2", "\"text\"", "7", "null", "\u{0}", "{", "[{\"a\":"])
    func whatIsNoDocumentIsRefused(_ text: String) throws {
        let rows = try plain(text)
        #expect(rows.count == 1 && rows[0].contains("json@1:"), "\(rows)")
    }

    @Test func deepNestingIsRefused() throws {
        for text in ["[", "{\"z\":", "[{\"a\":\"1\",\"n\":["] {
            let rows = try plain(text + String(repeating: text, count: 100_000))
            #expect(rows.last?.dropFirst().hasPrefix("depth@1:") == true, "\(rows)")
        }
    }

    @Test func recordsBelowThePathAreStreamed() throws {
        let format =
            "type: json\nrecords:\n  - {id: head, path: /}\n  - {id: row, path: data/orders, in: head, begins: group}\nfields:\n  head: [{name: shop}]\n  row: [{name: a}, {name: b}]"
        #expect(try reads(#"{"shop":"s","data":{"orders":[{"a":"1"},{"b":"2"}]},"n":2}"#, format, ["a", "b"]) == ["1|-", "-|2"])
    }

    @Test func lineNumbersCountLines() throws {
        let contract = try TestContract(format: plain, fields: ["a"], lines: ["c"])
        let reading = try contract.read("[\n{\"a\":\"1\"},\n{\"a\":\n!}]")
        #expect(reading.rows(["a"], lines: ["c"]) == ["1[]", "!json@4:19"])
    }
}
