import CrossdockTesting
import Testing

/// A text in a key is what it looks like, and no text holds a NUL.
@Suite struct KeyTextLawTests {
    func keyed(_ text: String) throws -> [String] {
        try Mapped().read("{from: a}", ["\(text),1"]).rows(["id", "x"])
    }

    @Test(arguments: [
        "1 ", " 1", "1\t", "\u{FF11}", "1\u{200B}", "1\u{A0}", "1\u{0}", "A\u{30A}", "1\u{7F}", "\u{661}", "\u{FEFF}1", "a\u{2003}b",
    ])
    func keysThatLookLikeOthersAreRefused(_ text: String) throws {
        let row = try #require(try keyed(text).first)
        #expect(row.hasPrefix("!key-text@2") || row.hasPrefix("!nul@2"), "\(row)")
    }

    @Test(arguments: ["1", "00012", "a b", "Å", "Straße 1", "日本", "x'y", "é-1_(2)"])
    func keysThatArePlainAreKept(_ text: String) throws { #expect(try keyed(text) == ["\(text)|1"]) }

    @Test(arguments: ["E ", "\u{FF11}", "1\u{200B}"])
    func entitiesAndLocationsAreKeysToo(_ text: String) throws {
        #expect(try Mapped(entity: "{from: b}")("{from: a}", "1,\(text)") == ["!key-text@2"])
    }

    @Test func textsThatNameNothingMayBeOddButNeverHoldANUL() throws {
        #expect(try Mapped()("{from: a}", "x ", " \u{FF11}", "a\u{200B}") == ["x ", " \u{FF11}", "a\u{200B}"])
        #expect(try Mapped()("{from: a}", "x\u{0}") == ["!nul@2"])
        #expect(try Mapped()(#""{a}-\0""#, "x") == ["!nul@2"])
        #expect(try Mapped()(#"{value: "x\0"}"#, "x") == ["!nul@2"])
        #expect(try Mapped(crosswalks: ["tax": "*,*,1,a\u{0}b,,"])("{from: a, code: tax}", "1") == ["!nul@2"])
    }

    @Test func aNULInAnyFormatIsFound() throws {
        let json = "type: json\nrecords: [{id: row, path: /, begins: group}]\nfields:\n  row: [{name: a}]"
        #expect(try reads(#"{"a":"x\u0000y"}"#, json, ["a"]).first?.hasPrefix("!nul@") == true)
        #expect(try reads(csv: utf16("\u{FEFF}a,b\nx\u{0},1\n"), format: "encoding: utf-16").first?.hasPrefix("!nul@") == true)
    }
}
