import Canonical
import CrossdockTesting
import Testing

/// What cannot be compared has failed; what is compared may be any expression, and its author says who must act.
@Suite struct ComparisonTests {
    let format = """
        type: delimited
        header: none
        records:
          - {id: row, when: {column: 1, text: S}, begins: group}
          - {id: item, when: {column: 1, text: L}, in: row}
          - {id: foot, when: {column: 1, text: T}}
        fields:
          row: [{name: a, column: 2}, {name: n, column: 3, type: decimal}]
          item: [{name: c, column: 2, type: decimal}, {name: f, column: 3, type: decimal, optional: true}]
          foot: [{name: count, column: 2, type: integer}, {name: total, column: 3, type: decimal}]
        """

    func read(_ lines: String..., controls: String, weakened: Weakening? = nil) throws -> Reading {
        try TestContract(format: format, fields: ["a"], controls: controls, weakened: weakened).read(lines.map { $0 + "\n" }.joined())
    }

    @Test func aTotalThatIsNotThereHasNotBeenCompared() throws {
        let sum = "- {sum: item.c, equals: foot.total}"
        #expect(try read("S,x,1", "L,5", controls: sum).rows(["a"]) == ["x", "#control-total@0:-1"])
        #expect(try read("S,x,1", "L,5", "T,1,", controls: sum).rows(["a"]) == ["x", "#control-total@3:10"])
        #expect(try read("S,x,1", "L,5", "T,1,5", "T,1,6", controls: sum).rows(["a"]) == ["x", "#control-total@0:-1"])
        #expect(try read("S,x,1", "L,5", controls: sum, weakened: .missingTotal).rows(["a"]) == ["x"])
        let inRows = "- {sum: item.c, equals: row.n}"
        #expect(try read("S,x,", "L,5", controls: inRows).rows(["a"]) == ["x", "#control-total@0:-1"])
        #expect(try read("S,x,5", "L,5", controls: inRows).rows(["a"]) == ["x"])
    }

    @Test func aValueThatCannotBeAddedUpHasNotBeenCompared() throws {
        let reading = try read("S,x,1", "L,5", "L,five", "T,2,5", controls: "- {sum: item.c, equals: foot.total}")
        #expect(reading.summary.findings.map(\.rule) == ["control-total"] && reading.summary.findings.first?.line == 3)
    }

    @Test func rulesCompareSumsCountsAndFieldsOfTheFile() throws {
        let rule = "- {that: \"sum(item.c) - sum(item.f) == foot.total and count(item) == foot.count\"}"
        #expect(try read("S,x,1", "L,5,1", "L,2", "T,2,6", controls: rule).rows(["a"]) == ["x"])
        let reading = try read("S,x,1", "L,5,1", "L,2", "T,2,7", controls: rule)
        #expect(reading.rows(["a"]) == ["x", "#control-total@0:-1"])
        #expect(
            reading.summary.findings.first?.found == "foot.total = 7, foot.count = 2, sum(item.c) = 7, sum(item.f) = 1, count(item) = 2")
        #expect(try read("S,x,1", "L,1", controls: "- {that: count(item) == foot.count}").rows(["a"]) == ["x", "#control-total@0:-1"])
    }

    @Test func theAuthorSaysWhoMustActAndHow() throws {
        let rule = "- {that: sum(item.c) == row.n, within: row, class: business, advice: Look at the receipt}"
        let reading = try read("S,x,5", "L,5", "S,y,5", "L,4", controls: rule)
        #expect(reading.rows(["a"]) == ["x", "!control-total@3:10"])
        #expect(reading.findings.map(\.class) == [.business] && reading.findings.first?.advice == "Look at the receipt")
        let file = try read(
            "S,x,5", "L,5", "T,1,4", controls: "- {sum: item.c, equals: foot.total, class: business, advice: Call the bank}")
        #expect(file.summary.findings.map(\.class) == [.business] && file.summary.findings.first?.advice == "Call the bank")
    }

    @Test func checksLookAtSourceFieldsAndAtLists() throws {
        let list = Mapped(
            type: "{type: list, meaning: L, fields: {n: {type: integer, meaning: N}, t: {type: text, meaning: T}}}",
            fields: "[{name: id}, {name: a, type: integer}, {name: b}, {name: c, type: decimal}, {name: d}]")
        func found(_ check: String, _ rows: String...) throws -> [String] {
            var mapped = list
            mapped.extra = "checks:\n  - {\(check)}"
            return try mapped.read("{each: row, fields: {n: {from: a}, t: {from: b}}}", rows).rows(["id"])
        }
        #expect(try found("that: unique(x.n), else: business-exception", "1,1,q", "1,2,q", "2,1,q", "2,1,q") == ["1", "!check@4:27"])
        #expect(try found("that: unique(x.t), else: business-exception", "1,1,q", "1,2,q") == ["!check@2:11"])
        #expect(
            try found("that: max(x.n) == count(x) and min(x.n) == 1, else: business-exception", "1,1,q", "1,2,q", "2,1,q", "2,3,q") == [
                "1", "!check@4:27",
            ])
        #expect(
            try found("that: 'every(x, n > 0 and present(n))', else: business-exception", "1,1,q", "1,2,q", "2,1,q", "2,-1,q") == [
                "1", "!check@4:27",
            ])
        #expect(try found("that: 'every(x, n > 0)', else: business-exception", "1,1,q", "1,,q") == ["!check@2:11"])
        #expect(try found("that: source.row.c == 3, else: business-exception", "1,1,q,3", "2,1,q,4") == ["1", "!check@3:20"])
        #expect(
            try found("that: source.row.c == 3, when: present(source.row.c), else: business-exception", "1,1,q", "2,1,q,3") == ["1", "2"])
        let advised = try Mapped(
            type: "{type: integer, meaning: T}", fields: "[{name: id}, {name: a, type: integer}, {name: b}, {name: c}, {name: d}]",
            extra: "checks:\n  - {that: x == 1, else: technical-exception, advice: Ask}"
        ).read("{from: a}", ["1,2", "2,"])
        #expect(advised.findings.map(\.advice) == ["Ask", "Ask"] && advised.findings.map(\.class) == [.technical, .technical])
        #expect(advised.findings.last?.found == "x = nothing")
    }
}
