import Canonical
import CrossdockTesting
import Registry
import Testing
import Translation

/// Canonical JSON is what the kind's published schema says, to the letter.
@Suite struct SchemaCheckTests {
    static let kind = """
        kind: fact
        version: 1
        title: A fact
        key: [day, id]
        anchor: day
        domains: [inventory]
        fields:
          entity: {type: text, max: 4, required: true, meaning: Entity}
          day: {type: date, required: true, meaning: Day}
          id: {type: text, max: 9, required: true, meaning: Id}
          currency: {type: currency, required: true, meaning: Currency}
          amount: {type: money, meaning: Amount}
          count: {type: integer, meaning: Count}
          open: {type: boolean, meaning: Open}
          at: {type: instant, meaning: At}
          type: {type: choice, choices: [sale, return], meaning: Type}
          weight: {type: decimal, scale: 3, meaning: Weight}
          pin: {type: text, max: 4, sensitive: true, meaning: Pin}
          seller: {type: object, meaning: Seller, fields: {name: {type: text, meaning: Name}, since: {type: date, required: true, meaning: Since}}}
          lines: {type: list, meaning: Lines, fields: {item: {type: text, required: true, meaning: Item}, amount: {type: money, meaning: Amount}}}
        """

    func plan(_ weakened: Weakening? = nil) throws -> Plan {
        let interface = ErrorTests.interface(
            "type: delimited\nrecords: [{id: row, begins: group}]\nfields:\n  row: [{name: a, type: date}, {name: b}]"
        ).replacing("kind: k@1", with: "kind: fact@1").replacing("head.a", with: "a").replacing(
            "b: {from: b}", with: "id: {from: b}\n    currency: {value: EUR}")
        let library = try TestContract(kinds: [Self.kind], interface: interface).library
        let kind = try #require(library.kind("fact@1"))
        return try Plan(CanonicalInterface.definition(of: kind), library: library, weakened: weakened)
    }

    /// A whole fact with these members put in front.
    func fact(_ members: String) -> String {
        "{\(members)\(members.isEmpty ? "" : ",")\"entity\":\"E\",\"day\":\"2026-11-23\",\"id\":\"1\",\"currency\":\"EUR\"}"
    }

    func fields(_ body: String, _ weakened: Weakening? = nil) throws -> [String] {
        let findings = try plan(weakened).checkStructure(MemorySource(Array(body.utf8)), file: "request body", isBody: true)
        #expect(findings.allSatisfy { $0.rule == "schema" && $0.class == .technical && !$0.advice.isEmpty })
        return findings.map(\.field)
    }

    @Test(arguments: [
        "", #""amount":99,"count":-3,"open":true,"at":"2026-11-23T14:03:11.5+01:00","type":"sale","weight":"-0.125""#,
        #""seller":{"since":"2026-01-01"},"lines":[{"item":"x","amount":0},{"item":"y"}]"#,
        #""lines":[],"weight":"12","at":"2026-11-23T14:03:11Z""#,
    ])
    func whatFollowsIt(_ members: String) throws {
        #expect(try fields(fact(members)) == [])
        #expect(try fields("[\(fact(members)),\(fact(""))]") == [])
    }

    @Test func andIsRead() throws {
        let body = fact(
            #""amount":99,"count":-3,"open":true,"at":"2026-11-23T14:03:11Z","type":"sale","weight":"-0.125","seller":{"since":"2026-01-01"},"lines":[{"item":"x"}]"#
        )
        let reading = try Reading(MemorySource(Array(body.utf8)), plan())
        #expect(reading.records.count == 1 && reading.findings.isEmpty, "\(reading.findings)")
    }

    @Test(arguments: [
        (#""validto":"2026-01-01""#, "/validto"), (#""amount":"1.00""#, "/amount"), (#""amount":"99""#, "/amount"),
        (#""amount":99.0"#, "/amount"),
        (#""amount":1e2"#, "/amount"), (#""count":"3""#, "/count"), (#""count":true"#, "/count"), (#""open":"true""#, "/open"),
        (#""open":1"#, "/open"),
        (#""pin":12"#, "/pin"), (#""pin":["1"]"#, "/pin"), (#""pin":{"a":1}"#, "/pin"), (#""pin":null"#, "/pin"),
        (#""pin":"12345""#, "/pin"),
        (#""pin":"1\u0000""#, "/pin"), (#""type":"gift""#, "/type"), (#""weight":"1.2345""#, "/weight"), (#""weight":1.5"#, "/weight"),
        (#""weight":"1.""#, "/weight"), (#""weight":"+1""#, "/weight"), (#""weight":"1e2""#, "/weight"), (#""weight":" 1""#, "/weight"),
        (#""at":"2026-11-23""#, "/at"), (#""at":"2026-11-23T14:03:11""#, "/at"), (#""at":"2026-02-30T14:03:11Z""#, "/at"),
        (#""at":1763900000"#, "/at"), (#""seller":"x""#, "/seller"), (#""seller":[]"#, "/seller"), (#""seller":{}"#, "/seller/since"),
        (#""seller":{"since":"2026-1-1"}"#, "/seller/since"), (#""seller":{"since":"2026-01-01","a/b~":1}"#, "/seller/a~1b~0"),
        (#""lines":{}"#, "/lines"), (#""lines":["x"]"#, "/lines/0"), (#""lines":[{"item":"x"},{"amount":5}]"#, "/lines/1/item"),
        (#""lines":[{"item":"x","amount":"5"}]"#, "/lines/0/amount"), (#""lines":[null]"#, "/lines/0"),
    ])
    func whatDoesNot(_ members: String, _ pointer: String) throws {
        #expect(try fields(fact(members)) == [pointer])
        #expect(try fields("[\(fact("")),\(fact(members))]") == ["/1" + pointer])
        #expect(try fields(fact(members), .restSchema) == [])
    }

    @Test func bodiesAndRequiredMembers() throws {
        #expect(try fields("{}") == ["/entity", "/day", "/id", "/currency"])
        #expect(try fields("[1]") == ["/0"])
        #expect(try fields("[[\(fact(""))]]") == ["/0"])
        #expect(try fields("[]") == [])
        #expect(try fields(fact("").replacing("2026-11-23", with: "2026-13-45")) == ["/day"])
        #expect(try fields(fact("").replacing("EUR", with: "eur")) == ["/currency"])
    }

    @Test func findingsSayWhatWasExpectedAndHideWhatIsSensitive() throws {
        let body = fact(#""pin":"secret","amuont":1,"lines":[{"item":5}]"#)
        let findings = try plan().checkStructure(MemorySource(Array(body.utf8)), file: "request body", isBody: true)
        #expect(findings.map(\.expected)[0] == "a text of at most 4 characters")
        #expect(findings.map(\.found) == ["(redacted)", "'amuont'", "a number"])
        #expect(findings[1].advice.contains("'amount'"))
        #expect(findings.map(\.record) == [1, 1, 1])
    }

    @Test func whatIsNoJSONIsToldToo() throws {
        let findings = try plan().checkStructure(MemorySource(Array((fact("") + "x").utf8)), file: "request body", isBody: true)
        #expect(findings.map(\.rule) == ["json"])
    }
}
