import Canonical
import Foundation
import Testing

@Suite struct NamingTests {
    @Test(arguments: ["", "0114", "a:b", "100%", "ä é", "a/b?c", "%41", "-._*", "\u{0}\n", "😀", "A+b"])
    func keyPartsSurviveEncoding(_ part: String) {
        let encoded = KeyEncoding.encode(part)
        #expect(KeyEncoding.decode(encoded[...]) == part)
        #expect(encoded.utf8.allSatisfy { KeyEncoding.isPlain($0) || $0 == UInt8(ascii: "%") })
    }

    @Test func everyByteIsEitherPlainOrThreeCharacters() {
        for byte in UInt8.min...UInt8.max {
            var bytes: [UInt8] = []
            withUnsafeBytes(of: byte) { KeyEncoding.append($0, to: &bytes) }
            #expect(bytes.count == (KeyEncoding.isPlain(byte) ? 1 : 3))
        }
    }

    @Test(arguments: ["%", "%4", "%4g", "%+1", "%-1", "% 1", "a%", "%FF", "%C3%28"])
    func brokenEncodingsAreNone(_ text: String) {
        #expect(KeyEncoding.decode(text[...]) == nil)
    }

    @Test func recordIDsSurviveTheirText() throws {
        let id = RecordID(entity: "10:00", location: "*", key: "2026-11-20:3:12%3A07")
        #expect(id.description == "10%3A00:*:2026-11-20:3:12%3A07")
        #expect(RecordID(id.description) == id)
        for broken in ["", "1000", "1000:0114", "1000:0114:", "10%0:0114:1", ":"] { #expect(RecordID(broken) == nil, "\(broken)") }
    }

    @Test func jsonTextIsReadBackByAnotherReader() throws {
        let text = (0..<0x80).map { String(UnicodeScalar($0)!) }.joined() + "é€😀\u{2028}"
        let json = JSONText.object([
            ("a\"b", .string(text)), ("n", .integer(.min)), ("x", .null), ("l", .array([.boolean(true), .raw(Array("1.50".utf8))])),
        ])
        for written in [json.compact, json.pretty] {
            let read = try #require(try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: Any])
            #expect(read["a\"b"] as? String == text)
            #expect(read["n"] as? Int == .min)
            #expect(read["x"] is NSNull)
        }
        #expect(json.compact.contains("[true,1.50]"))
        #expect(JSONText.string("\u{1}\t\"\\\u{7F}").compact == "\"\\u0001\\t\\\"\\\\\u{7F}\"")
        #expect(JSONText.array([]).pretty == "[]")
    }

    @Test func digestsAreSixtyFourHexDigits() throws {
        let digest = Digest.of("abc")
        #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
        #expect(Digest(hex: "zz" + digest.hex.dropFirst(2)) == nil)
    }

    @Test func currenciesKnowTheirMinorUnit() {
        for (code, digits) in ["EUR": 2, "JPY": 0, "KWD": 3, "CLF": 4, "USD": 2] { #expect(Currency(code)?.minorDigits == UInt8(digits)) }
        for code in ["eur", "EU", "EURO", "", "E1R"] { #expect(Currency(code) == nil) }
    }

    @Test func talliesAddUp() {
        var tally = Tally()
        for outcome in Outcome.allCases { tally[outcome] = outcome.rawValue }
        var twice = tally
        twice += tally
        #expect(twice.total == 2 * tally.total && tally.total == 28)
        #expect(Outcome.allCases.allSatisfy { Outcome(name: $0.description) == $0 })
    }

    @Test func findingsSayWhereWhatAndWhy() {
        let finding = Finding(
            interface: "a@1.0.0", file: "f", record: 2, line: 3, offset: 4, field: "q", rule: "r", expected: "e", found: "x", advice: "Do",
            raw: "raw")
        #expect(finding.description == "a@1.0.0: f, record 2, line 3, byte 4: q: r: expected e, found x. Do")
        #expect(
            finding.json.compact
                == #"{"interface":"a@1.0.0","file":"f","record":2,"line":3,"offset":4,"field":"q","rule":"r","expected":"e","found":"x","class":"business","advice":"Do","raw":"raw"}"#
        )
        #expect(Finding(rule: "r", expected: "e", found: "x").description == ": (no file): r: expected e, found x")
    }
}
