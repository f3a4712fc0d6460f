import Canonical
import CrossdockTesting
import Foundation
import Testing
import Translation

/// Start tags that would cost libxml2 the square of their length are refused before it sees them.
@Suite struct XMLLimitTests {
    let format = "type: xml\nrecords: [{id: row, path: /R/S, begins: group}]\nfields:\n  row: [{name: a, path: \"@a\"}]"

    func only(_ bytes: [UInt8]) throws -> String { rules(try reads(bytes, format, ["a"])).last ?? "" }
    func only(_ text: String) throws -> String { try only(Array(text.utf8)) }

    func attributes(_ count: Int, _ name: (Int) -> String = { "a\($0)='v'" }) -> String {
        (0..<count).map { " " + name($0) }.joined()
    }

    @Test(arguments: [255, 256]) func aFewHundredAttributesAreRead(_ count: Int) throws {
        #expect(try only("<R><S a='1'\(attributes(count - 1))/></R>") == "1")
    }

    @Test(arguments: [257, 5000]) func moreAreRefused(_ count: Int) throws {
        #expect(try only("<R><S a='1'/><S\(attributes(count))/></R>") == "#xml-limit")
        #expect(try only("<R\(attributes(count))/>") == "#xml-limit")
        // A closing bracket in a value does not end the tag, nor does one in a name's place.
        #expect(try only("<R><S\(attributes(count) { "a\($0)='>'" })/></R>") == "#xml-limit")
        #expect(try only("<R><S\(attributes(count) { "a\($0)=\"'>\"" })/></R>") == "#xml-limit")
        #expect(try only("<R><S\(attributes(count) { "a\($0)\n=\t'v'" })/></R>") == "#xml-limit")
    }

    @Test func namespacesNamesAndValuesAreBounded() throws {
        #expect(try only("<R><S a='1'\(attributes(64) { "xmlns:n\($0)='urn:\($0)'" })/></R>") == "1")
        #expect(try only("<R><S a='1'\(attributes(65) { "xmlns:n\($0)='urn:\($0)'" })/></R>") == "#xml-limit")
        let nested = (0..<6).map { depth in "<d\(attributes(60) { "xmlns:n\(depth)x\($0)='urn:\($0)'" })>" }.joined()
        #expect(try only("<R><S a='1'>\(nested)") == "!xml-limit")
        #expect(try only("<R><S a='1'/><S \(String(repeating: "n", count: 1025))='1'/></R>") == "#xml-limit")
        #expect(try only("<R><S a='1' b='\(String(repeating: "v", count: 64 << 10))'/></R>") == "1")
        #expect(try only("<R><S a='1' b='\(String(repeating: "v", count: 64 << 10 + 1))'/></R>").hasSuffix("xml-limit"))
    }

    /// What only looks like attributes.
    @Test func textCommentsAndSectionsAreNoTags() throws {
        let many = attributes(400) { "a\($0)=\"v'\"" }
        for inner in [
            "<!-- <x\(many) -->", "<!--\(many)--->".replacing("--->", with: "- -->"), "<![CDATA[<x\(many)]]]>", "<?pi <x\(many) ??>",
            "\(many)",
        ] {
            #expect(try only("<R><S a='1'>\(inner)</S></R>") == "1", "\(inner.prefix(12))")
            #expect(try only("<R><S a='1'>\(inner)</S><S\(attributes(300))/></R>").hasSuffix("xml-limit"), "\(inner.prefix(12))")
        }
    }

    @Test func wherePiecesOfTheDocumentMeet() throws {
        for before in [65_000, 65_530, 65_535, 65_536, 65_537, 65_600] {
            let head = "<R><!--\(String(repeating: "x", count: before - 20))-->"
            #expect(try only("\(head)<S a='1'\(attributes(200))/></R>") == "1", "\(before)")
            #expect(try only("\(head)<S a='1'\(attributes(300))/></R>") == "#xml-limit", "\(before)")
        }
    }

    @Test func otherWidthsAndEncodings() throws {
        let good = "<R><S a='1' b='\u{3C3C}>'/></R>"
        let bad = "<R><S\(attributes(300))/></R>"
        for little in [false, true] {
            #expect(try only(utf16("\u{FEFF}" + good, littleEndian: little)) == "1")
            #expect(try only(utf16("\u{FEFF}" + bad, littleEndian: little)) == "#xml-limit")
        }
        #expect(try only("<?xml version='1.0' encoding='iso-8859-15'?>" + good.replacing("\u{3C3C}", with: "x")) == "1")
        for name in ["UTF-7", "ISO-2022-JP", "IBM037", "UTF-16", "UTF-32", "EBCDIC-CP-US", "HZ-GB-2312"] {
            #expect(try only("<?xml version='1.0' encoding=\"\(name)\"?><R/>") == "#encoding", "\(name)")
        }
        let wide = "<R/>".utf8.flatMap { [0, 0, 0, $0] as [UInt8] }
        #expect(try only(wide) == "#encoding")
        #expect(try only([0x4C, 0x6F, 0xA7, 0x94, 0x93]) == "#encoding")
    }

    /// Two bodies like these held everybody else for 24 seconds.
    @Test func theyCostNothing() throws {
        let plan = try TestContract(format: format, fields: ["a"]).plan
        let began = ContinuousClock.now
        for pattern in [{ "a\($0)='vvvvvvvvvvvvvvvv'" }, { "xmlns:n\($0)='urn:\($0)'" }] as [(Int) -> String] {
            let body = Array("<R><S\(attributes(50_000, pattern))/></R>".utf8)
            #expect(try plan.checkStructure(MemorySource(body), file: "body", isBody: true).map(\.rule) == ["xml-limit"])
        }
        #expect(ContinuousClock.now - began < .seconds(2))
    }
}
