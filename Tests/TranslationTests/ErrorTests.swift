import Canonical
import CrossdockTesting
import Testing

@Suite struct ErrorTests {
    @Test func aFindingSaysWhereWhatAndWhy() throws {
        let mapped = Mapped(
            type: "{type: decimal, scale: 2, meaning: Tested}",
            fields: "[{name: id}, {name: a, type: decimal}, {name: b}, {name: c}, {name: d}]")
        let reading = try mapped.contract("{from: a}").read("id,a,b,c,d\n1,2,,,\n2, x1 ,,,\n", file: "till 7.csv")
        let finding = try #require(reading.findings.first)
        #expect(
            (finding.interface, finding.file, finding.record, finding.line, finding.offset) == ("test.mapped@1.0.0", "till 7.csv", 2, 3, 21)
        )
        #expect((finding.field, finding.rule, finding.expected, finding.found) == ("a", "decimal", "a number such as 12.50", "'x1'"))
        #expect(finding.class == .business && !finding.advice.isEmpty && finding.raw == "2, x1 ,,,")
    }

    @Test func findingsOfLaterChecksPointAtTheFieldToo() throws {
        let choice = Mapped(type: "{type: choice, choices: [sale], meaning: Tested}")
        #expect(try choice.read("{from: c}", ["1,aa,bb,cc,d"]).rows(["x"]) == ["!choice@2:19"])
        #expect(try choice.read("{from: c}", ["1,\"a\na\",bb,\"cc\",d"]).rows(["x"]) == ["!choice@2:23"])
        #expect(try Mapped(crosswalks: ["tax": "*,*,1,2,,"]).read("{from: b, code: tax}", ["1,aa,bb"]).rows(["x"]) == ["!unknown-tax@2:16"])
    }

    @Test func allThatIsWrongWithARecordIsToldAtOnce() throws {
        let mapped = Mapped(
            type: "{type: text, required: true, meaning: X}",
            fields: "[{name: id}, {name: a}, {name: b, type: decimal}, {name: c, type: date}, {name: d}]",
            extra: "    y: {from: d}\n    z: {from: b}\n    w: {from: c}",
            extraTypes: "y: {type: text, required: true, meaning: Y}\nz: {type: decimal, scale: 2, meaning: Z}\nw: {type: date, meaning: W}"
        )
        let reading = try mapped.read("{from: a}", ["1,,1.x,20261123,"])
        #expect(reading.findings.map { "\($0.rule) \($0.field)" } == ["required a", "required d", "decimal b", "date c"])
        #expect(reading.findings.allSatisfy { $0.record == 1 && $0.line == 2 })
    }

    @Test func oneBadLineAmongManyRejectsOnlyItsGroup() throws {
        let rows = (1...1000).map { "\($0),\($0 == 500 ? "x" : "1")" }
        let reading = try Mapped.decimal.read("{from: a}", rows)
        #expect((reading.summary.records, reading.summary.rejected, reading.records.count) == (1000, 1, 999))
        #expect(reading.findings.map(\.record) == [500] && reading.findings.map(\.line) == [501])
        #expect(reading.summary.findings.isEmpty)
    }

    @Test func aFaultInTheHeaderPointsAtTheHeader() throws {
        let format =
            "type: fixed-width\nrecords:\n  - {id: head, when: {at: 1, text: H}}\n  - {id: row, when: {at: 1, text: S}, begins: group}\nfields:\n  head: [{name: a, at: 3, length: 8, type: date, pattern: yyyyMMdd}]\n  row: [{name: b, at: 2, length: 3}]"
        let unmapped = try TestContract(format: format, fields: ["b"])
        #expect(try unmapped.read("H 20261323\nS123\n").rows(["b"]) == ["123"])
        let named = try TestContract(kinds: [Self.kind], interface: Self.interface(format))
        #expect(try named.read("H 20261323\nS123\n").rows(["b"]) == ["!date@1:2"])
    }

    static let kind =
        "kind: k\nversion: 1\ntitle: K\nkey: [day, b]\nanchor: day\ndomains: [inventory]\nfields:\n  entity: {type: text, required: true, meaning: E}\n  day: {type: date, required: true, meaning: D}\n  b: {type: text, required: true, meaning: B}"

    static func interface(_ format: String) -> String {
        "interface: test.k\nversion: 1.0.0\ntitle: K\nlifecycle: {status: strategic, owner: t}\nwriter: t\nstates: [inventory]\nformat:\n\(format.indented(by: 2))\nmap:\n  kind: k@1\n  each: row\n  fields:\n    entity: {value: E}\n    day: {from: head.a}\n    b: {from: b}"
    }

    @Test func aConditionThatCannotBeWorkedOutRejectsTheRecord() throws {
        var mapped = Mapped(fields: "[{name: id}, {name: a}, {name: b, type: decimal}, {name: c}, {name: d}]")
        mapped.top = "where: b > 0"
        let reading = try mapped.read("{from: a}", ["1,x,5", "2,y,five", "3,z,-1"])
        #expect(reading.rows(["x"]) == ["x", "!decimal@3:23"])
        #expect(reading.summary.passedOver == 1)
    }
}
