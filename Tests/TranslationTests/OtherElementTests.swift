import Canonical
import CrossdockTesting
import Testing

/// What stands where a record may stand, and is none.
@Suite struct OtherElementTests {
    static let wrapped =
        "type: json\nrecords:\n  - {id: row, path: order, begins: group}\n  - {id: item, path: lines, in: row}\nfields:\n  row: [{name: a}]\n  item: [{name: c}]"
    static let below =
        "type: json\nrecords:\n  - {id: row, path: data/orders, begins: group}\n  - {id: item, path: x/lines, in: row}\nfields:\n  row: [{name: a}]\n  item: [{name: c}]"
    static let root =
        "type: json\nrecords:\n  - {id: row, path: /, begins: group}\n  - {id: item, path: tags, in: row}\nfields:\n  row: [{name: a}]\n  item: [{name: c, path: .}]"
    static let xml =
        "type: xml\nnamespaces: {default: urn:x}\nrecords:\n  - {id: row, path: /R/S, begins: group}\n  - {id: item, path: T/L, in: row}\nfields:\n  row: [{name: a, path: A}]\n  item: [{name: c, path: .}]"

    @Test(arguments: [
        (#"{"order":{"a":"1","lines":[{"c":"2","x":{"y":1}}]}}"#, ["1[2]"]),
        (#"{"order":{"a":"1","lines":null,"n":7,"t":"x","e":null}}"#, ["1[]"]),
        (#"[{"order":{"a":"1"}},{"order":{"a":"2"}}]"#, ["1[]", "2[]"]),
        // Another document.
        (#"{"a":"1","lines":[]}"#, ["#unknown-element"]),
        (#"{"orders":[{"a":"1"}]}"#, ["#unknown-element"]),
        (#"{"order":{"a":"1"},"next":"x"}"#, ["1[]", "!unknown-element"]),
        (
            #"[{"order":{"a":"1"}},{"Order":{"a":"2"}},"text",7,{"order":null},{},[{"order":{"a":"3"}}],null,true]"#,
            ["1[]"] + Array(repeating: "!unknown-element", count: 8)
        ),
        ("{\"order\":{\"a\":\"1\"}}\n{\"a\":\"2\"}\n{\"order\":{\"a\":\"3\"}}", ["1[]", "!unknown-element", "3[]"]),
        // Within a record.
        (#"{"order":{"a":"1","lines":[{"c":"2"},null]}}"#, ["!unknown-element"]),
        (#"{"order":{"a":"1","lines":[{"c":"2"},"text"]}}"#, ["!unknown-element"]),
        (#"{"order":{"a":"1","lines":[[{"c":"2"}]]}}"#, ["!unknown-element"]),
        (#"{"order":{"a":"1","lines":"none"}}"#, ["!unknown-element"]),
        (#"{"order":{"a":"1","items":[{"c":"2"}]}}"#, ["!unknown-element"]),
        (#"{"order":{"a":"1","item":{"c":"2"}}}"#, ["!unknown-element"]),
        (#"{"order":{"a":{"value":"1"}}}"#, ["!unknown-element"]),
        (#"{"order":{"a":[["1"]]}}"#, ["!unknown-element"]),
    ])
    func inJSON(_ text: String, _ rows: [String]) throws {
        let contract = try TestContract(format: Self.wrapped, fields: ["a"], lines: ["c"])
        #expect(try rules(contract.read(text).rows(["a"], lines: ["c"])) == rows)
        if rows.contains(where: { $0.hasSuffix("unknown-element") }) {
            let weak = try rules(contract.rows(text, ["a"], lines: ["c"], weakened: .strangeElement))
            #expect(weak != rows && !weak.contains { $0.hasSuffix("unknown-element") }, "\(weak)")
        }
    }

    @Test(arguments: [
        (#"{"data":{"orders":[{"a":"1","x":{"lines":{"c":"2"}}}]}}"#, ["1[2]"]),
        (#"{"data":{"orders":[]}}"#, ["#empty"]),
        (#"{"data":{"orders":[{"a":"1"}]},"n":2}"#, ["1[]", "!unknown-element"]),
        (#"{"data":{"orders":[{"a":"1"}],"more":[{"a":"2"}]}}"#, ["1[]", "!unknown-element"]),
        (#"{"data":[{"orders":[{"a":"1"}]},5]}"#, ["1[]", "!unknown-element"]),
        (#"{"data":{"orders":[{"a":"1","x":{"linez":[{"c":"2"}]}}]}}"#, ["!unknown-element"]),
        (#"{"data":{"orders":[{"a":"1","y":{"lines":[{"c":"2"}]}}]}}"#, ["!unknown-element"]),
        (#"{"data":{"orders":[{"a":"1","x":"none"}]}}"#, ["!unknown-element"]),
    ])
    func onTheWayToARecord(_ text: String, _ rows: [String]) throws {
        #expect(try rules(reads(text, Self.below, ["a"], lines: ["c"])) == rows)
    }

    @Test func recordsThatAreTexts() throws {
        #expect(
            try rules(reads(#"[{"a":"1","tags":["x",7,true]},{"a":"2","tags":["x",null]}]"#, Self.root, ["a"], lines: ["c"])) == [
                "1[x,7,true]", "!unknown-element",
            ])
        #expect(
            try rules(reads(#"["x",{"a":"1","tags":[{"c":"y"}]}]"#, Self.root, ["a"], lines: ["c"])) == [
                "!unknown-element", "!unknown-element",
            ])
    }

    @Test(arguments: [
        ("<R xmlns='urn:x'><S><A>1</A><T><L>2</L></T><U/></S></R>", ["!unknown-element"]),
        ("<R xmlns='urn:x'><S><A>1</A><T><L>2</L></T></S></R>", ["1[2]"]),
        ("<R xmlns='urn:x'><S><A>1</A></S><Z><A>2</A></Z><S><A>3</A></S></R>", ["1[]", "!unknown-element", "3[]"]),
        ("<R xmlns='urn:x'><S><A>1</A></S><q:S xmlns:q='urn:q'><A>2</A></q:S></R>", ["1[]", "!unknown-element"]),
        ("<R xmlns='urn:x'><S><A>1</A><T><K>2</K></T></S></R>", ["!unknown-element"]),
        ("<R xmlns='urn:x'><S><A>1</A><q:T xmlns:q='urn:q'><L>2</L></q:T></S></R>", ["!unknown-element"]),
        ("<R xmlns='urn:x'>text<S><A>1</A></S></R>", ["!unknown-element", "1[]"]),
        ("<R xmlns='urn:x'><S>x<A>1</A><T>2</T></S></R>", ["!unknown-element", "!unknown-element"]),
        ("<R xmlns='urn:x'><S><A><b>1</b></A></S></R>", ["!unknown-element"]),
        ("<R xmlns='urn:y'><S><A>1</A></S></R>", ["#unknown-element"]),
        ("<Q xmlns='urn:x'><S><A>1</A></S></Q>", ["#unknown-element"]),
    ])
    func inXML(_ text: String, _ rows: [String]) throws {
        #expect(try rules(reads(text, Self.xml, ["a"], lines: ["c"])) == rows)
    }

    @Test func anElementWithinATextIsTold() throws {
        let format = Self.xml.replacing("id: row, path: /R/S", with: "id: row, others: ignore, path: /R/S")
        #expect(try rules(reads("<R xmlns='urn:x'><S><A>12<b>3</b>4</A></S></R>", format, ["a"], lines: ["c"])) == ["!unknown-element"])
        #expect(try reads("<R xmlns='urn:x'><S><A>12</A><b>3</b></S></R>", format, ["a"], lines: ["c"]) == ["12[]"])
    }

    @Test func whatMayBeThereIsCountedByName() throws {
        let format = Self.wrapped.replacing("type: json", with: "type: json\nothers: ignore").replacing(
            "id: row,", with: "id: row, others: ignore,")
        let reading = try TestContract(format: format, fields: ["a"], lines: ["c"]).read(
            #"[{"order":{"a":"1","items":[],"customer":{},"lines":[null]}},{"Order":{}},"text",{"order":{"a":"2","items":{}}}]"#)
        #expect(reading.rows(["a"], lines: ["c"]) == ["1[]", "2[]"])
        let counted = reading.summary.counts.lines.filter { $0.fate == .ignored }.map { "\($0.record)/\($0.detail) \($0.count)" }
        #expect(counted == ["row/items 2", "row/customer 1", "row/lines 1", "/Order 1", "/[] 1"])
    }

    @Test func countedNamesAreBounded() throws {
        let format = Self.wrapped.replacing("id: row,", with: "id: row, others: ignore,")
        let members = (0..<1000).map { "\"m\($0)\(String(repeating: "é", count: 100))\":{}" }.joined(separator: ",")
        let lines = try TestContract(format: format, fields: ["a"], lines: ["c"]).read("{\"order\":{\"a\":\"1\",\(members)}}").summary
            .counts.lines
            .filter { $0.fate == .ignored }
        #expect(lines.count == 201 && lines.reduce(0) { $0 + $1.count } == 1000)
        #expect(lines.last?.detail == "(more names)" && lines.last?.count == 800)
        #expect(lines.allSatisfy { $0.detail.utf8.count <= 80 && !$0.detail.contains("\u{FFFD}") })
    }

    @Test func theFindingNamesThePlaceAndNeverTheContent() throws {
        let reading = try TestContract(format: Self.wrapped, fields: ["a"], lines: ["c"]).read(
            #"[{"order":{"a":"1"}},{"order":{"a":"2","lines":[{"c":"x"},"secret"],"it/em":{"c":"secret"}}},{"Order":{},"b~":1}]"#)
        let findings = reading.findings
        #expect(findings.map(\.field) == ["/1/order/lines/1", "/1/order/it~1em", "/2"])
        #expect(findings.map(\.found) == ["'lines', a text", "'it/em', an object", "'Order', 'b~'"])
        #expect(findings[0].advice.contains("'others: ignore' at the record 'row'"))
        #expect(findings.allSatisfy { $0.class == .technical && !"\($0)".contains("secret") })
    }
}
