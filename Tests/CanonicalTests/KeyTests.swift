import Canonical
import Testing

/// How natural keys are made of what records say.
@Suite struct KeyTests {
    @Test(arguments: [
        ("", ""), ("0", "0"), ("000", "0"), ("0003", "3"), ("3", "3"), ("1030", "1030"), ("0A3", "0A3"), ("03 ", "03 "), ("-03", "-03"),
        ("\u{660}3", "\u{660}3"),
    ])
    func digitsLoseLeadingZeros(_ said: String, _ key: String) {
        #expect(KeyNormalisation.digits.apply(said) == key)
        #expect(KeyNormalisation.none.apply(said) == said)
    }

    private let kind = Kind(
        name: "sale", version: 1, title: "",
        fields: [
            KindField(name: "day", type: .date), KindField(name: "till", type: .text(maximum: 9), normalisation: .digits),
            KindField(name: "line", type: .integer), KindField(name: "at", type: .instant),
        ], key: ["day", "till", "line"], anchor: "day", domains: [], orderedBy: "at")

    private func body(_ text: String) throws -> CanonicalValue { try #require(CanonicalValue(Array(text.utf8))) }

    @Test func aBodyTellsItsKeyAndItsVersion() throws {
        let value = try body(#"{"day":"2026-11-20","till":"0003","line":7,"at":"1970-01-01T00:00:02.500Z"}"#)
        #expect(try kind.key(of: value) == "2026-11-20:3:7")
        #expect(kind.order(of: value) == 2500)
        #expect(try kind.key(of: body(#"{"day":"2026-11-20","till":"a:ä","line":-7}"#)) == "2026-11-20:a%3A%C3%A4:-7")
        #expect(throws: Kind.MissingPart(field: "till")) { try kind.key(of: body(#"{"day":"2026-11-20","line":7}"#)) }
        #expect(kind.keyForm == "day, till (digits), line; ordered by at")
    }

    @Test func anIDMeansTheRecordHoweverItIsWritten() throws {
        func spelt(_ id: String) throws -> String? { kind.normalised(try #require(RecordID(id)))?.description }
        #expect(try spelt("1000:0114:2026-11-20:0003:7") == "1000:0114:2026-11-20:3:7")
        #expect(try spelt("1000:0114:2026-11-20:a%3Ab:7") == "1000:0114:2026-11-20:a%3Ab:7")
        #expect(try spelt("1000:0114:2026-11-20:a b:7") == "1000:0114:2026-11-20:a%20b:7")
        #expect(try spelt("1000:0114:x") == "1000:0114:x")
        #expect(try spelt("1000:0114:%zz") == nil)
    }
}
