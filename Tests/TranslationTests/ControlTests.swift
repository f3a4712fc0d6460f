import CrossdockTesting
import Testing

@Suite struct ControlTests {
    let format = """
        type: delimited
        header: none
        records:
          - {id: head, when: {column: 1, text: H}, occurs: 1}
          - {id: row, when: {column: 1, text: S}, begins: group}
          - {id: item, when: {column: 1, text: L}, in: row, occurs: 1..2}
          - {id: foot, when: {column: 1, text: T}, occurs: 1}
        fields:
          head: [{name: store, column: 2}]
          row: [{name: a, column: 2}, {name: n, column: 3, type: integer}]
          item: [{name: c, column: 2, type: decimal}]
          foot: [{name: count, column: 2, type: integer}, {name: total, column: 3, type: decimal}]
        """

    func read(_ lines: String..., controls: String) throws -> [String] {
        try reads(lines.map { $0 + "\n" }.joined(), format, ["a"], controls: controls)
    }

    let count = "- {count: [row, item], equals: foot.count}"
    let sum = "- {sum: item.c, equals: foot.total}"
    let within = "- {count: item, equals: row.n, within: row}"

    @Test func totalsThatAgreeAreSilent() throws {
        #expect(
            try read("H,1", "S,x,1", "L,0.1", "S,y,2", "L,0.2", "L,-1", "T,5,-0.7", controls: "\(count)\n\(sum)\n\(within)") == ["x", "y"])
        #expect(try read("H,1", "T,0,0", controls: "\(count)\n\(sum)") == ["#empty@0:-1"])
        #expect(try read("H,1", "S,x,1", "L,5", "T,4,5", controls: "- {count: all, equals: foot.count}") == ["x"])
        #expect(try read("H,1", "S,x,1", "L,5", "T,2,5", controls: "- {count: all, except: [head, foot], equals: foot.count}") == ["x"])
    }

    @Test func aWrongTotalIsAFindingOfTheFileAtItsTrailerAndLeavesTheRecordsCounted() throws {
        #expect(try read("H,1", "S,x,1", "L,5", "T,3,5", controls: count) == ["x", "#control-total@4:14"])
        #expect(try read("H,1", "S,x,1", "L,5", "T,2,5.01", controls: sum) == ["x", "#control-total@4:14"])
        #expect(
            try read("H,1", "S,x,1", "L,5", "T,two,", controls: "\(count)\n\(sum)") == ["x", "#control-total@4:14", "#control-total@4:14"])
        let contract = try TestContract(format: format, fields: ["a"], controls: count)
        let reading = try contract.read("H,1\nS,x,1\nL,5\nT,3,5\n", file: "f")
        let finding = try #require(reading.summary.findings.first)
        #expect(
            (finding.field, finding.expected, finding.found, finding.class, finding.file) == (
                "foot.count", "count of row, item = 3", "2", .technical, "f"
            ))
        #expect(reading.summary.records == 1)
    }

    @Test func aTotalWithinAGroupRejectsOnlyThatGroup() throws {
        #expect(try read("H,1", "S,x,2", "L,5", "S,y,1", "L,5", "T,4,10", controls: "\(count)\n\(within)") == ["!control-total@2:4", "y"])
    }

    @Test func missingAndRepeatedHeadersAndTrailersAreFindingsOfTheFile() throws {
        #expect(try read("H,1", "S,x,1", "L,5", controls: count) == ["x", "#occurs@0:-1"])
        #expect(try read("S,x,1", "L,5", "T,2,5", controls: count) == ["x", "#occurs@0:-1"])
        #expect(try read("H,1", "S,x,1", "L,5", "T,2,5", "T,2,5", controls: count) == ["x", "#occurs@0:-1"])
        #expect(try read("H,1", controls: count) == ["#occurs@0:-1"])
    }

    @Test func membersOccurAsOftenAsTheDefinitionSays() throws {
        #expect(
            try read("H,1", "S,x,0", "S,y,1", "L,1", "S,z,3", "L,1", "L,1", "L,1", "T,9,9", controls: "") == [
                "!occurs@2:4", "y", "!occurs@5:20",
            ])
    }

    @Test func recordsThatBeginGroupsOccurAsOftenAsTheDefinitionSays() throws {
        let needed = format.replacing("text: S}, begins: group", with: "text: S}, begins: group, occurs: 1..n")
        #expect(try reads("H,1\nT,0,0\n", needed, ["a"]) == ["#occurs@0:-1"])
    }

    @Test func aBadLineIsCountedWithItsFile() throws {
        #expect(try read("H,1", "S,x,one", "L,5", "L,6", "T,3,11", controls: "\(count)\n\(sum)") == ["x"])
    }
}
