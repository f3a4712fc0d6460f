import CrossdockTesting
import Testing
import Translation

/// What stands in a file and is not read is listed by name, never by content.
@Suite struct CoverageTests {
    /// `sort name count` of what is not read.
    func unread(_ payload: String, _ format: String, _ fields: [String] = ["a"]) throws -> [String] {
        try report(Array(payload.utf8), format, fields).unread.map { "\($0.sort.rawValue) \($0.name) \($0.count)" }
    }

    func report(_ payload: [UInt8], _ format: String, _ fields: [String] = ["a"]) throws -> CoverageReport {
        let plan = try TestContract(format: format, fields: fields).plan
        let whole = try Coverage(plan).report(MemorySource(payload))
        let chunked = try Coverage(plan).report(MemorySource(payload, chunk: 7))
        #expect(whole.unread == chunked.unread && whole.read == chunked.read)
        return whole
    }

    let xml = """
        type: xml
        namespaces: {default: urn:a}
        records:
          - {id: row, path: R/S, begins: group}
          - {id: tax, path: "Tax[@Kind='net']", in: row}
        fields:
          row: [{name: a, path: A}, {name: unit, path: A/@unit}, {name: kind, path: name(), unread: true}]
          tax: [{name: rate, path: Rate}]
        """

    @Test func elementsAndAttributesThatNoFieldReads() throws {
        let text = """
            <R xmlns="urn:a" day="1"><S id="7"><A unit="kg" scale="2">1</A><B><C>secret</C><C/></B><Tax Kind="net"><Rate>1</Rate>text</Tax>
            <Tax Kind="gross"><Rate>1</Rate></Tax></S><S id="8"><A/><x:S xmlns:x="urn:b">2</x:S></S><T/></R>
            """
        #expect(
            try unread(text, xml) == [
                "attribute R/@day 1", "attribute R/S/@id 2", "attribute R/S/A/@scale 1", "element R/S/B 1", "text R/S/Tax 1",
                "element R/S/Tax 1",
                "element R/S/S 1", "element R/T 1",
            ])
        let read = try report(Array(text.utf8), xml).read.map { "\($0.sort.rawValue) \($0.name) \($0.count)" }
        #expect(
            read.contains("element R/S 2") && read.contains("attribute R/S/A/@unit 1") && read.contains("attribute R/S/Tax/@Kind 1"),
            "\(read)")
    }

    @Test func noContentIsShown() throws {
        let text = "<R xmlns='urn:a'><S secret='s3cret'><A>s3cret</A><B>s3cret</B></S></R>"
        let report = try report(Array(text.utf8), xml)
        #expect(!report.json.compact.contains("s3cret"))
        #expect(report.unread.map(\.name) == ["R/S/@secret", "R/S/B"])
    }

    @Test func aDocumentThatBreaksOffSaysHowFarItWasLookedAt() throws {
        #expect(try report(Array("<R xmlns='urn:a'><S><B/>".utf8), xml).notes.count == 1)
        #expect(try report(Array("<!DOCTYPE R><R xmlns='urn:a'/>".utf8), xml).notes.contains { $0.contains("document type") })
        #expect(try report(Array("{\"a\": 1, \"b\"".utf8), json).notes.count == 1)
    }

    let json = """
        type: json
        records:
          - {id: row, path: /, begins: group}
          - {id: item, path: items, in: row}
        fields:
          row: [{name: a}, {name: deep, path: b/c}]
          item: [{name: sku}]
        """

    @Test func membersThatNoFieldReads() throws {
        let text = """
            {"a": 1, "b": {"c": "x", "d": 2}, "items": [{"sku": "1", "price": 1.5}, {"sku": "2", "price": null}, {"price": 3}, 7],
             "z\\u0041": [[1], [2]], "n": null, "list": [1, "", {"q": 1}]}
            """
        #expect(
            try unread(text, json) == [
                "member b/d 1", "member items/price 2", "text items 1", "member zA 2", "member list 3",
            ])
    }

    @Test func severalDocumentsAndListsOfThem() throws {
        #expect(try unread("{\"a\":1,\"x\":1}\n{\"a\":2,\"x\":2}\n", json) == ["member x 2"])
        #expect(try unread("[{\"a\":1},{\"x\":true},5,[6]]", json) == ["member x 1", "member [] 2"])
    }

    @Test func columnsThatNoFieldReads() throws {
        let format =
            "type: delimited\ndelimiter: \";\"\ncomment: \"#\"\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: [{name: a, column: A, aliases: [Alpha]}]"
        let text = "# c;d\nalpha;b;\"c;c\"\n1;2;\n\n3;;\"x\ny\"\n4;\"q\"\"r\";z;w\n"
        #expect(try unread(text, format) == ["column b 2", "column c;c 2", "column behind the last column 1"])
        #expect(try report(Array(text.utf8), format).read.map(\.count) == [3, 3])
    }

    @Test func recordTypesAndNumberedColumnsThatNoFieldReads() throws {
        let format = """
            type: delimited
            header: none
            records:
              - {id: row, when: {column: 1, text: S}, begins: group}
              - {id: foot, when: {column: 1, text: T}}
            fields:
              row: [{name: a, column: "3"}]
              foot: []
            """
        #expect(
            try unread("S,x,1,y\nT,2\nQuite long,1\nS,,2,\n", format) == [
                "column row 2 1", "column row 4 1", "column foot 2 1", "record type 'Q' 1",
            ])
    }

    @Test func bytesThatNoFieldReads() throws {
        let format = """
            type: fixed-width
            records:
              - {id: row, when: {at: 1, text: TH}, begins: group}
              - {id: foot, when: {at: 1, text: FT}}
            fields:
              row: [{name: a, at: 5, length: 2}, {name: b, at: 9, length: 1}, {name: c, at: 9, length: 2, unread: true}]
              foot: [{name: n, at: 3, length: 3, unread: true}]
            """
        let report = try report(Array("TH  12  xyzz\nTHqq34\nTH  56q x\r\nFT001\nXX99\n\u{1A}".utf8), format)
        #expect(
            report.unread.map { "\($0.sort.rawValue) \($0.name) \($0.count)" } == [
                "bytes row 3-4 1", "bytes row 7-8 1", "record type 'XX' 1", "bytes row 11-12 1",
            ])
        #expect(report.overlaps == ["row: b and c"])
        #expect(report.read.map { "\($0.name) \($0.count)" } == ["row 3", "foot 1"])
    }

    @Test func recordsOfFixedLengthInACodePage() throws {
        let format =
            "type: fixed-width\nencoding: ebcdic-037\nrecord-length: 4\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, at: 1, length: 2}]"
        let report = try report([0xC1, 0xC2, 0x40, 0x00, 0xC1, 0xC2, 0xC3, 0x40], format)
        #expect(report.unread.map { "\($0.name) \($0.count)" } == ["row 3-4 1"])
    }
}
