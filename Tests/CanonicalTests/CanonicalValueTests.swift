import Canonical
import Testing

/// Canonical bodies taken apart again.
@Suite struct CanonicalValueTests {
    private func parse(_ text: String) -> CanonicalValue? { CanonicalValue(Array(text.utf8)) }

    @Test func everyShapeIsRead() throws {
        let value = try #require(parse(#"{"a":-12,"b":"x","c":true,"d":false,"e":null,"f":[1,"2",[]],"g":{}}"#))
        #expect(value["a"] == .integer(-12))
        #expect(value["b"]?.text == "x")
        #expect(value["c"] == .boolean(true))
        #expect(value["d"] == .boolean(false))
        #expect(value["e"] == .null)
        #expect(value["f"]?.elements == [.integer(1), .text("2"), .list([])])
        #expect(value["g"] == .object([]))
        #expect(value["h"] == nil)
        #expect(value["b"]?["c"] == nil)
    }

    @Test func whatTheWriterEscapesComesBack() throws {
        let text = "quote \" backslash \\ line \n\r\t bell \u{7} ü 😀"
        #expect(CanonicalValue(JSONText.string(text).bytes) == .text(text))
        #expect(parse(#""\u00e9\/\b\f""#) == .text("é/\u{8}\u{c}"))
    }

    @Test(arguments: [
        "", " ", "{", "}", "{}x", " {}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[1", "nul", "truex", "1.5", "1e3", "-", "--1", "1-2",
        "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "{a:1}", "99999999999999999999", "[1 ,2]",
    ])
    func anythingElseIsNone(_ text: String) { #expect(parse(text) == nil) }

    @Test func bytesThatAreNoTextAreNone() { #expect(CanonicalValue([0x22, 0xFF, 0x22]) == nil) }

    @Test func depthIsLimited() {
        func nested(_ depth: Int) -> CanonicalValue? {
            parse(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        }
        #expect(nested(64) != nil)
        #expect(nested(65) == nil)
        #expect(nested(100_000) == nil)
    }

    @Test func decimals() {
        #expect(parse("12")?.decimal == Decimal64(12))
        #expect(parse("\"1.50\"")?.decimal == Decimal64(mantissa: 15, scale: 1))
        #expect(parse("\"x\"")?.decimal == nil)
        #expect(parse("true")?.decimal == nil)
        #expect(parse(String(Int.max))?.decimal == Decimal64(Int64.max))
        // The least integer has no counterpart to be negated to.
        #expect(parse(String(Int.min))?.decimal == nil)
    }
}
