import Canonical
import CrossdockTesting
import Testing

@testable import Translation

/// Where one key comes twice in a file, no part of it is taken for the whole.
@Suite struct RepeatedKeyTests {
    let sales = Mapped(
        type: "{type: list, meaning: L, fields: {amount: {type: money, required: true, meaning: A}}}",
        fields: "[{name: id}, {name: a, type: decimal}, {name: b}, {name: c}, {name: d}]")
    let lines = "{each: row, fields: {amount: {from: a}}}"

    @Test func noPartIsPostedAndTheFindingNamesAllLines() throws {
        let reading = try sales.read(lines, ["7,5.00", "3,9.00", "7,14.19", "8,1.00"])
        #expect(reading.records.count == 2)
        #expect(reading.findings.map(\.rule) == ["apart", "apart"])
        #expect(reading.findings.first?.found == "2 of them, on lines 2, 4")
        #expect(reading.findings.first?.class == .technical)
    }

    @Test func partsAreJoinedWhereTheDefinitionSaysSo() throws {
        let joined =
            "type: delimited\nheader: none\nrecords:\n  - {id: row, when: {column: 1, text: R}, begins: group, by: [a], apart: join}\n  - {id: item, when: {column: 1, text: I}, in: row}\nfields:\n  row: [{name: a, column: 2}]\n  item: [{name: c, column: 2}]"
        #expect(
            try reads("R,1\nI,x\nR,2\nI,y\nR,1\nI,z\nR,3\n", joined, ["a"], lines: ["c"]) == ["2[y]", "1[x,z]", "3[]"])
        // Side by side they are one group anyway, with the members of all its rows.
        #expect(try reads("R,1\nI,x\nR,1\nI,z\n", joined.replacing(", apart: join", with: ""), ["a"], lines: ["c"]) == ["1[x,z]"])
    }

    let fixed = """
        type: fixed-width
        records: [{id: row, begins: group}]
        fields:
          row: [{name: a, at: 1, length: 2}, {name: b, at: 3, length: 2}]
        """

    func keyed(_ text: String, gathers: Bool = false) throws -> Reading {
        let kind =
            "kind: k\nversion: 1\ntitle: K\nkey: [day, id]\nanchor: day\ndomains: [inventory]\nfields:\n  entity: {type: text, required: true, meaning: E}\n  day: {type: date, required: true, meaning: D}\n  id: {type: text, required: true, meaning: I}\n  b: {type: text, meaning: B}"
        let interface =
            "interface: test.k\nversion: 1.0.0\ntitle: K\nlifecycle: {status: strategic, owner: t}\nwriter: t\nstates: [inventory]\nformat:\n\(fixed.indented(by: 2))\nmap:\n  kind: k@1\n  each: row\n  fields:\n    entity: {value: E}\n    day: {value: 2026-11-23}\n    id: {from: a}\n    b: {from: b}"
        return try TestContract(kinds: [kind], interface: interface).read(text, gathers: gathers)
    }

    @Test func twoRecordsUnderOneKeyThatSayDifferentThingsAreBothRefused() throws {
        #expect(try keyed("01xx\n02yy\n01zz\n").rows(["id", "b"]) == ["!apart@1:0", "02|yy", "!apart@3:10"])
        #expect(try keyed("01xx\n02yy\n01xx\n").rows(["id", "b"]) == ["01|xx", "02|yy", "01|xx"])
    }

    /// Keys that only the mapping makes equal are found where the whole input is at hand.
    @Test func keysThatAreMadeEqualAreFoundInSmallInputs() throws {
        #expect(try keyed("1 xx\n02yy\n 1zz\n").rows(["id", "b"]) == ["1|xx", "02|yy", "1|zz"])
        #expect(try keyed("1 xx\n02yy\n 1zz\n", gathers: true).rows(["id", "b"]) == ["!apart@1:0", "02|yy", "!apart@3:10"])
    }

    @Test func tooManyRepeatsRefuseTheFile() throws {
        let half = (0..<1100).map { "\($0),1.00" }
        let other = (0..<1100).map { "\($0),2.00" }
        let reading = try sales.read(lines, half + other)
        #expect(reading.records.isEmpty && reading.summary.findings.map(\.rule) == ["apart"])
        #expect(reading.summary.findings.first?.found.hasPrefix("1100 keys that come again") == true)
    }

    /// What does not fit into memory is sorted in a temporary file: the same keys come out.
    @Test(arguments: [3, 16, 1000]) func theLogFindsRepeatsWhateverFitsIntoMemory(_ capacity: Int) throws {
        var generator = SeededGenerator(seed: 7)
        let log = FingerprintLog(capacity: capacity)
        var lines: [UInt64: [Int]] = [:]
        for line in 1...500 {
            let key = UInt64.random(in: 0..<400, using: &generator)
            lines[key, default: []].append(line)
            try log.append(.init(key: key, content: key % 2 == 0 ? 1 : UInt64(line), line: line))
        }
        var found: [UInt64: [Int]] = [:]
        try log.repeated { key, repeats, isAlike in
            found[key] = repeats.lines
            #expect(isAlike == (key % 2 == 0))
        }
        #expect(found == lines.filter { $0.value.count > 1 })
    }

    @Test func aWeakenedTranslatorPostsAPartAsTheWhole() throws {
        let reading = try TestContract(
            format: "type: delimited\nrecords:\n  - {id: row, begins: group, by: [a]}\nfields:\n  row: [{name: a}, {name: b}]",
            fields: ["a", "b"],
            weakened: .repeatedKey
        ).read("a,b\n1,x\n2,y\n1,z\n")
        #expect(reading.rows(["a", "b"]) == ["1|x", "2|y", "1|z"])
    }
}
