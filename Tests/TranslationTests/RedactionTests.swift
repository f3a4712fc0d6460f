import CrossdockTesting
import Testing

/// What a sensitive field holds appears in no finding, neither as found nor in the raw record.
@Suite struct RedactionTests {
    let secret = "4111222233334444"

    func leaks(
        _ x: String, type: String, row: String, field: String = "{name: a, sensitive: true}", top: String = "",
        crosswalks: [String: String] = [:]
    ) throws -> String {
        var mapped = Mapped(type: type, fields: "[{name: id}, \(field), {name: b}, {name: c}, {name: d}]", crosswalks: crosswalks)
        mapped.top = top
        let reading = try mapped.read(x, ["1," + row])
        #expect(!reading.findings.isEmpty || !reading.unknownCodes.isEmpty)
        return (reading.findings + reading.summary.findings).map { $0.json.compact }.joined() + "\(reading.unknownCodes)"
    }

    @Test(arguments: [
        ("{from: a}", "{type: text, max: 5, meaning: X}"), ("{from: a}", "{type: choice, choices: [y], meaning: X}"),
        ("{from: a}", "{type: date, meaning: X}"),
        ("{from: a}", "{type: boolean, meaning: X}"), ("{from: a, type: date}", "{type: date, meaning: X}"),
        ("{from: a, code: tax}", "{type: text, meaning: X}"),
        ("{from: a, code: tax, missing: keep}", "{type: text, meaning: X}"), ("\"{a}x\"", "{type: choice, choices: [y], meaning: X}"),
        ("{from: [b, a]}", "{type: date, meaning: X}"),
        ("{cases: [{then: {from: a}}]}", "{type: date, meaning: X}"), ("{calc: \"a * 100000\"}", "{type: decimal, scale: 2, meaning: X}"),
        ("{from: a}", "{type: currency, meaning: X}"),
        ("{from: a, split: {by: x, take: 1}}", "{type: boolean, meaning: X}"), ("{from: a}", "{type: instant, meaning: X}"),
    ])
    func valuesMadeOfIt(_ x: String, _ type: String) throws {
        #expect(!(try leaks(x, type: type, row: secret, crosswalks: ["tax": "*,*,1,2,,"]).contains(secret)))
    }

    @Test func numbersConditionsAndRaggedLines() throws {
        let decimal = "{name: a, type: decimal, sensitive: true}"
        #expect(
            !(try leaks("{from: a}", type: "{type: decimal, scale: 2, meaning: X}", row: secret + "x", field: decimal).contains(secret)))
        #expect(
            !(try leaks("{from: b}", type: "{type: text, meaning: X}", row: secret + "x", field: decimal, top: "where: a > 0").contains(
                secret)))
        #expect(
            !(try leaks("{calc: \"a + 1\"}", type: "{type: decimal, scale: 2, meaning: X}", row: secret + "x", field: decimal).contains(
                secret)))
        #expect(!(try leaks("{from: b}", type: "{type: text, meaning: X}", row: secret + ",1,2,3,4,5,6").contains(secret)))
    }

    @Test func sensitiveCanonicalFields() throws {
        #expect(
            !(try leaks(
                "{from: a}", type: "{type: text, max: 5, sensitive: true, meaning: X}", row: secret, field: "{name: a, sensitive: true}"
            ).contains(secret)))
    }

    @Test func linesOfUnknownTypeInAFileWithSensitiveFields() throws {
        let format =
            "type: fixed-width\nrecords:\n  - {id: row, when: {at: 1, text: S}, begins: group}\n  - {id: card, when: {at: 1, text: C}, in: row}\nfields:\n  row: [{name: a, at: 2, length: 3}]\n  card: [{name: pan, at: 2, length: 16, sensitive: true}]"
        let reading = try TestContract(format: format, fields: ["a"]).read("S001\nX\(secret)\n")
        #expect(reading.findings.count == 1 && !reading.transcript.contains(secret))
    }
}
