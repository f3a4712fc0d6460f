import Canonical
import CrossdockTesting
import Registry
import Testing

@testable import Translation

/// What a definition says that cannot be, found before a file comes.
@Suite struct DefinitionCheckTests {
    static let kind = """
        kind: thing
        version: 1
        title: A thing
        key: [day, number]
        anchor: day
        domains: [inventory]
        fields:
          entity: {type: text, max: 4, required: true, meaning: Entity}
          day: {type: date, required: true, meaning: Day}
          number: {type: text, required: true, meaning: Number}
          currency: {type: currency, required: true, meaning: Currency}
          type: {type: choice, choices: [sale, return], meaning: Type}
          amount: {type: money, meaning: Amount}
          weight: {type: decimal, scale: 2, meaning: Weight}
          count: {type: integer, meaning: Count}
          isNew: {type: boolean, meaning: New}
          at: {type: instant, meaning: At}
        """

    static let interface = """
        interface: test.things
        version: 1.0.0
        title: Things
        lifecycle: {status: strategic, owner: tests}
        writer: tester
        states: [inventory]
        format:
          type: delimited
          records:
            - {id: row, begins: group}
          fields:
            row:
              - {name: number}
              - {name: n, type: decimal}
              - {name: d, type: date}
              - {name: t, type: datetime}
              - {name: s}
        map:
          kind: thing@1
          each: row
          fields:
            entity: {value: E}
            day: {value: 2026-11-23}
            number: {template: "{number}{n}{d}{t}{s}"}
            currency: {value: EUR}
        """

    /// Complaints, without their place, and what the check remarks.
    func check(_ text: String, weakened: Weakening? = nil) throws -> [String] {
        let folder = try RegistryFolder(kinds: [Self.kind], interfaces: [text])
        let library = try folder.load()
        let definition = try #require(library.definitions.first)
        do {
            return try Plan(definition, library: library, weakened: weakened).remarks.map(\.problem)
        } catch let error as Complaints {
            return error.all.map(\.problem)
        }
    }

    func check(field name: String, _ value: String, weakened: Weakening? = nil) throws -> [String] {
        let interface = Self.interface.replacing("    \(name): {value: E}\n", with: "").replacing(
            "    \(name): {value: EUR}", with: "    count: {value: \"1\"}")
        return try check(interface + "\n    \(name): \(value)\n", weakened: weakened)
    }

    func check(where condition: String, weakened: Weakening? = nil) throws -> [String] {
        try check(Self.interface.replacing("  each: row\n", with: "  each: row\n  where: \"\(condition)\"\n"), weakened: weakened)
    }

    @Test(
        arguments: [
            ("type", "{value: sale}", nil), ("type", "{value: sold}", "one of sale, return"),
            ("type", "{from: s, default: sold}", "one of sale, return"),
            ("type", "{cases: [{when: n > 0, then: {value: sale}}, {then: {value: sold}}]}", "one of sale, return"),
            ("type", "sold", "one of sale, return"), ("type", "{value: sold, code: none}", nil),
            ("entity", "{value: ABCDE}", "a text of at most 4 characters"),
            ("entity", "{value: ÄÖÜß}", nil), ("amount", "{value: \"12.50\"}", nil),
            ("amount", "{value: twelve}", "an amount such as 12.50"),
            ("amount", "{value: \"12.50\", money: minor}", "a whole number of minor units"),
            ("weight", "{value: \"1.234\"}", "a number of at most 2 decimal places"),
            ("weight", "{value: n}", "a number of at most 2 decimal places"), ("count", "{value: \"1.5\"}", "a whole number"),
            ("isNew", "{value: perhaps}", "true or false"),
            ("isNew", "{value: \"Y\"}", nil), ("at", "{value: yesterday}", "a time such as 2026-11-23T14:03:11Z"),
            ("at", "{value: \"2026-11-23T14:03:11Z\"}", nil),
            ("currency", "{value: Euro}", "an ISO 4217 code such as EUR"),
        ] as [(String, String, String?)])
    func constantsFitTheirField(_ field: String, _ value: String, _ expected: String?) throws {
        let found = try check(field: field, value).filter { !$0.contains("crosswalk") }
        if let expected {
            #expect(found.count == 1 && found[0].hasPrefix("'\(field)' must be \(expected), and "), "\(found)")
            #expect(try check(field: field, value, weakened: .looseDefinition) == [], "the law is switched off")
        } else {
            #expect(found == [])
        }
    }

    @Test func aFieldsNameThatStandsForItselfIsGuessedAt() throws {
        let folder = try RegistryFolder(kinds: [Self.kind], interfaces: [Self.interface + "\n    weight: n\n"])
        let library = try folder.load()
        let complaints = try #require(throws: Complaints.self) { try Plan(library.definitions[0], library: library) }
        #expect(complaints.all.map(\.suggestion) == ["To take the field, write {from: n}"])
    }

    @Test(arguments: [
        ("yyyyMMdd", true), ("dd.MM.yyyy HH:mm:ss", true), ("yyyy-MM-dd'T'HH:mm", true), ("iso", true), ("yyyy年MM月dd日", true),
        ("DD.MM.yyyy", false),
        ("dd.MM.YYYY", false), ("yyyy-MM-dd kk:mm", false), ("yyyyyMMdd", false), ("ddd, dd MM yyyy", false), ("yyyy-MM-dd'T", false),
        ("", false),
    ])
    func everyLetterOfAPatternMeansSomething(_ pattern: String, _ isGood: Bool) throws {
        #expect((DatePattern.problem(of: pattern) == nil) == isGood)
        let text = Self.interface.replacing("{name: d, type: date}", with: "{name: d, type: date, pattern: \"\(pattern)\"}")
        #expect(try check(text).isEmpty == isGood)
        #expect(try check(text, weakened: .looseDefinition) == [])
        #expect(try check(field: "at", "{from: s, type: datetime, pattern: \"\(pattern)\"}").isEmpty == isGood)
    }

    @Test func lettersInQuotesStandForThemselves() throws {
        let pattern = DatePattern("yyyy-MM-dd'T'HH:mm")
        #expect(Array("2026-11-23T14:03".utf8).withUnsafeBytes { pattern.read($0)?.date } == BusinessDate("2026-11-23"))
        #expect(Array("2026-11-23 14:03".utf8).withUnsafeBytes { pattern.read($0) } == nil)
    }

    @Test func zonesExist() throws {
        #expect(try check(Self.interface.replacing("type: datetime}", with: "type: datetime, zone: Europe/Berlni}")).count == 1)
        #expect(try check(field: "at", "{from: s, type: datetime, zone: Mars/Olympus}").count == 1)
        #expect(try check(field: "at", "{from: s, type: datetime, zone: {from: number, default: Mars/Olympus}}").count == 1)
        #expect(try check(field: "at", "{from: s, type: datetime, zone: {from: number, default: Asia/Tokyo}}") == [])
    }

    @Test(
        arguments: [
            ("n > 0", nil), ("n == '12.5'", nil), ("n == 'x'", "the number 'n' is compared with 'x', which is no number"),
            ("'x' < n", "the number 'n'"),
            ("n == ''", "the number 'n' is never an empty text"), ("s == 'x' and s != ''", nil), ("s > 3", nil),
            ("d > 5", "the date 'd' is compared with 5"), ("d == t", "the date 'd' is compared with the time 't'"),
            ("s == d", "the date 'd' is compared with the text 's'"), ("d == 'x'", "the date 'd' is compared with 'x'"), ("d == d", nil),
            ("n + d > 0", "the date 'd' is no number"),
            ("abs(t) > 0", "the time 't' is no number"), ("round(s, 2) > 0", nil), ("'x' * n > 0", "'x' is no number"),
            ("(n > 0) == (n < 5)", nil), ("(n > 0) == 'yes'", "a condition is true or false"),
            ("present(s) == 1", "1 is compared with a condition"), ("sum(row, d) > 0", "the date 'd' is no number"),
        ] as [(String, String?)])
    func expressionsDoNotMixTypes(_ condition: String, _ expected: String?) throws {
        let found = try check(where: condition)
        if let expected {
            #expect(found.count == 1 && found[0].hasPrefix(expected), "\(found)")
            #expect(try check(where: condition, weakened: .looseDefinition) == [])
        } else {
            #expect(found == [])
        }
    }

    @Test func checksOverRecordsDoNotMixTypesEither() throws {
        #expect(try check(Self.interface + "\nchecks:\n  - {that: weight > 'x', else: warning}\n").count == 1)
        #expect(try check(Self.interface + "\nchecks:\n  - {that: (weight > 0) + 1 > 0, else: warning}\n").count == 1)
        #expect(try check(Self.interface + "\nchecks:\n  - {that: weight > 0 or weight < count, else: warning}\n") == [])
    }

    @Test func aFieldThatNothingReadsIsRemarkedUnlessItSaysSo() throws {
        let unread = Self.interface.replacing("{number}{n}{d}{t}{s}", with: "{number}{n}{d}{t}")
        #expect(try check(unread) == ["nothing reads the field 's' of 'row'"])
        #expect(try check(unread, weakened: .looseDefinition) == [])
        #expect(try check(unread.replacing("{name: s}", with: "{name: s, unread: true}")) == [])
        #expect(
            try check(Self.interface.replacing("{name: s}", with: "{name: s, unread: true}")) == ["'s' of 'row' says 'unread' and is read"])
    }

    /// Whatever looks at a field reads it.
    @Test(arguments: [
        ("- {id: row, begins: group}", "- {id: row, begins: group, by: [s]}"),
        ("{name: n, type: decimal}", "{name: n, type: decimal, sign: {field: s, positive: P, negative: N}}"),
        ("each: row\n", "each: row\n  where: s != 'x'\n"),
        ("    currency: {value: EUR}", "    currency: {value: EUR}\n    weight: {from: n, negate: s == 'x'}"),
        ("    currency: {value: EUR}", "    currency: {value: EUR}\n    at: {from: t, zone: {from: s}}"),
        ("map:\n", "controls:\n  - {count: row, equals: row.s}\nmap:\n"),
        ("    currency: {value: EUR}", "    currency: {value: EUR}\n    type: {cases: [{when: s == 'x', then: {value: sale}}]}"),
    ])
    func whateverLooksAtAFieldReadsIt(_ old: String, _ new: String) throws {
        #expect(try check(Self.interface.replacing("{number}{n}{d}{t}{s}", with: "{number}{n}{d}{t}").replacing(old, with: new)) == [])
    }
}
