import CrossdockTesting
import Testing

@Suite struct XMLReaderTests {
    let plain =
        "type: xml\nrecords:\n  - {id: row, path: /R/S, begins: group}\n  - {id: item, path: L, in: row}\nfields:\n  row: [{name: a, path: A}, {name: b, path: \"@b\"}]\n  item: [{name: c, path: .}, {name: d, path: \"@d\"}]"

    func plain(_ text: String) throws -> [String] { try reads(text, plain, ["a", "b"], lines: ["c", "d"]) }

    @Test(arguments: [
        ("<R><S b='2'><A>1</A></S></R>", ["1|2[]"]),
        ("<R><S b='2'><A>1</A><L d='4'>3</L><L>5</L></S><S/></R>", ["1|2[3|4,5|-]", "-|-[]"]),
        ("<R><S><A>a &amp; b &lt;&#65;&#x42;&gt;</A></S></R>", ["a & b <AB>|-[]"]),
        ("<R><S><A><![CDATA[<x> & ]]>y</A></S></R>", ["<x> & y|-[]"]),
        ("<R><S b='&quot;&#228;'><A> padded </A></S></R>", ["padded|\"ä[]"]),
        ("<?xml version='1.0'?><!-- c --><R><!-- <S/> --><S><?pi x?><A>1<!-- c -->2</A></S></R>", ["12|-[]"]),
        ("\u{FEFF}<R><S><A>1</A></S></R>", ["1|-[]"]),
        ("<R><S><A>1<!-- c --><![CDATA[2]]>&#51;<?pi x?>4</A></S></R>", ["1234|-[]"]),
        ("<R>\n <S>\t<L>1</L>\r\n</S>\n</R>\n", ["-|-[1|-]"]),
        ("<R/>", ["#empty@0:-1"]),
        ("", ["#not-xml@1:0"]),
    ])
    func elementsAttributesAndText(_ text: String, _ rows: [String]) throws {
        #expect(try plain(text).map { $0.hasPrefix("#not-xml") ? "#not-xml@1:0" : $0 } == rows)
    }

    @Test func namespacesMatchByURIAndLocalNameWhateverThePrefix() throws {
        let format =
            "type: xml\nnamespaces: {n: urn:new, o: \"urn:old urn:older\"}\nrecords:\n  - {id: row, path: /n:R/n:S, begins: group}\nfields:\n  row: [{name: a, path: \"n:A\"}, {name: b, path: \"o:A\"}]"
        func read(_ text: String) throws -> [String] { try reads(text, format, ["a", "b"]) }
        #expect(try read("<R xmlns='urn:new' xmlns:q='urn:older'><S><A>1</A><q:A>2</q:A></S></R>") == ["1|2"])
        #expect(try read("<z:R xmlns:z='urn:new'><z:S><z:A>1</z:A></z:S></z:R>") == ["1|-"])
        #expect(try read("<R xmlns='urn:other'><S><A>1</A></S></R>").map { $0.prefix(17) } == ["#unknown-element@"])
    }

    @Test func aPrefixThatNothingDeclaresIsAFinding() throws {
        #expect(try plain("<R><S><A>1</A><q:B>2</q:B></S></R>").contains { $0.contains("xml@") })
    }

    @Test func aPathWithoutPrefixMatchesAnyNamespace() throws {
        #expect(try plain("<R xmlns='urn:x'><S><A>1</A></S></R>") == ["1|-[]"])
    }

    @Test func predicatesOwnNamesAndAlternatives() throws {
        let format =
            "type: xml\nrecords:\n  - {id: row, path: [/R/Sale, /R/Return], begins: group}\nfields:\n  row: [{name: a, path: name()}, {name: b, path: \"T[@k='net']\"}, {name: c, path: [X/Y, Z]}]"
        func read(_ text: String) throws -> [String] { try reads(text, format, ["a", "b", "c"]) }
        #expect(
            try read("<R><Sale><T k='tax'>1</T><T k='net'>2</T></Sale><Return><X><Y>3</Y></X></Return></R>") == ["Sale|2|-", "Return|-|3"])
        #expect(try read("<R><Sale><Z>4</Z></Sale></R>") == ["Sale|-|4"])
    }

    @Test func encodingsAreTheDocumentsOwn() throws {
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><R><S><A>caf".utf8) + [0xE9] + Array("</A></S></R>".utf8)
        #expect(try reads(latin, plain, ["a"], lines: ["c"]) == ["café[]"])
        let wide = utf16("\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><R><S><A>é😀</A></S></R>", littleEndian: true)
        #expect(try reads(wide, plain, ["a"], lines: ["c"]) == ["é😀[]"])
        let big = utf16("\u{FEFF}<R><S><A>é</A></S></R>")
        #expect(try reads(big, plain, ["a"], lines: ["c"]) == ["é[]"])
    }

    @Test func aWrongByteIsAFindingAndNotMojibake() throws {
        let bytes = Array("<R><S><A>ok</A></S><S><A>caf".utf8) + [0xE9] + Array("</A></S></R>".utf8)
        let rows = try reads(bytes, plain, ["a"], lines: ["c"])
        #expect(rows.count == 2 && rows[0] == "ok[]" && rows[1].hasPrefix("!xml@1:"), "\(rows)")
    }

    @Test func whatIsCutOffIsRejectedAndWhatWasWholeIsKept() throws {
        let rows = try plain("<R><S><A>1</A></S><S><A>2</A>")
        #expect(rows.count == 2 && rows[0] == "1|-[]" && rows[1].hasPrefix("!xml@1:"))
        #expect(try plain("<R><S><A>1</A></S></R>junk").count == 2)
        #expect(try plain("<R><S><A>1</B></S></R>").allSatisfy { $0.hasPrefix("!xml@1") })
    }

    @Test func whatIsNoXMLIsRefused() throws {
        for text in ["hello", "a,b\n1,2\n", "{\"a\":1}", "\u{0}\u{1}\u{2}\u{3}"] {
            let rows = try plain(text)
            #expect(rows.count == 1 && rows[0].hasPrefix("#not-xml@"), "\(text): \(rows)")
        }
    }
}
