import CrossdockTesting
import Registry
import Testing
import Translation

/// Records that nothing reaches, columns and bytes that are read twice or not at all.
@Suite struct LayoutTests {
    /// What the check says of a format whose record `row` yields `a`, without its place.
    func check(_ format: String, reads names: [String] = ["a"]) throws -> [String] {
        let mapped = names.map { "{\($0)}" }.joined(separator: " ")
        let interface = """
            interface: test.notes
            version: 1.0.0
            title: Notes
            lifecycle: {status: strategic, owner: tests}
            writer: tester
            states: [inventory]
            format:
            \(format.indented(by: 2))
            map:
              kind: note@1
              each: row
              fields: {entity: {value: E}, day: {value: 2026-11-23}, number: {template: "\(mapped)"}}
            """
        let folder = try RegistryFolder(kinds: [validKind], interfaces: [interface])
        return try RegistryCheck(folder: folder.path).complaints.map { "\($0.line): \($0.problem)" }
    }

    func fixed(_ records: String, _ row: String, top: String = "", more: String = "") -> String {
        "type: fixed-width\n\(top)records:\n\(records.indented(by: 2))\nfields:\n  row: [\(row)]\n\(more)"
    }

    let row = "- {id: row, begins: group}"

    @Test func fieldsThatReadTheSameBytesMustSaySo() throws {
        #expect(try check(fixed(row, "{name: a, at: 1, length: 5}, {name: b, at: 6, length: 5}"), reads: ["a", "b"]) == [])
        #expect(
            try check(fixed(row, "{name: a, at: 1, length: 5}, {name: b, at: 5, length: 5}"), reads: ["a", "b"]) == [
                "12: 'b' reads bytes that 'a' reads too: 5-5"
            ])
        #expect(
            try check(
                fixed(
                    row, "{name: a, at: 1, length: 8}, {name: b, at: 1, length: 4, redefines: a}, {name: c, at: 1, length: 2, redefines: b}"
                ),
                reads: ["a", "b", "c"]) == [])
        #expect(
            try check(
                fixed(row, "{name: a, at: 1, length: 8, redefines: d}, {name: b, at: 9, length: 4, redefines: b}"), reads: ["a", "b"])
                == [
                    "12: 'redefines' names 'd', which is no other field of 'row'",
                    "12: 'redefines' names 'b', which is no other field of 'row'",
                ])
    }

    @Test func aWholeLayoutHasNoGaps() throws {
        let marked = "- {id: row, begins: group, when: {at: 1, text: AB}, layout: whole}"
        #expect(try check(fixed(marked, "{name: a, at: 3, length: 5}")) == [])
        #expect(
            try check(
                fixed(marked, "{name: a, at: 5, length: 5}, {name: b, at: 12, length: 1}", top: "record-length: 14\n"), reads: ["a", "b"])
                == [
                    "11: no field of 'row' covers bytes 3-4", "11: no field of 'row' covers bytes 10-11",
                    "11: no field of 'row' covers bytes 13-14",
                ])
        #expect(try check(fixed(row, "{name: a, at: 5, length: 5}")) == [])
        #expect(try check("type: delimited\nrecords:\n  - {id: row, begins: group, layout: whole}\nfields: {row: [{name: a}]}").count == 1)
    }

    @Test func aRecordThatAnEarlierOneTakesIsNeverReached() throws {
        func two(_ first: String, _ second: String) throws -> [String] {
            try check(
                fixed(
                    "- {id: row, when: \(first), begins: group}\n- {id: other, when: \(second)}", "{name: a, at: 9, length: 5}",
                    more: "  other: []"))
        }
        let never = "11: no record is ever 'other': 'row' stands before it and takes them all"
        #expect(try two("{at: 1, text: A}", "{at: 1, text: B}") == [])
        #expect(try two("{at: 1, text: AB}", "{at: 1, text: A}") == [])
        #expect(try two("{at: 1, text: A}", "{at: 1, text: AB}") == [never])
        #expect(try two("{at: 2, text: B}", "{at: 1, text: AB}") == [never])
        #expect(try two("{at: 1, text: A}", "{at: 1, text: A}") == [never])
    }

    @Test func recordsAtOnePathOrInThemselvesAreNeverReached() throws {
        let twice =
            "type: json\nrecords:\n  - {id: row, path: /, begins: group}\n  - {id: x, path: items, in: row}\n  - {id: y, path: ./items, in: row}\n"
        #expect(
            try check(twice + "fields: {row: [{name: a}], x: [], y: []}") == [
                "12: 'x' and 'y' stand at the same path 'items', so only one is read"
            ])
        let endless =
            "type: json\nrecords:\n  - {id: row, path: /, begins: group}\n  - {id: x, path: a, in: y}\n  - {id: y, path: b, in: x}\n  - {id: z, path: c, in: z}\n"
        #expect(
            try check(endless + "fields: {row: [{name: a}], x: [], y: [], z: []}") == [
                "11: the record 'x' belongs to itself", "12: the record 'y' belongs to itself", "13: the record 'z' belongs to itself",
            ])
    }

    @Test func aColumnIsReadOnce() throws {
        func csv(_ fields: String) throws -> [String] {
            try check("type: delimited\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: [\(fields)]", reads: ["a", "b"])
        }
        #expect(try csv("{name: a, column: x}, {name: b, column: y, aliases: [z]}") == [])
        #expect(try csv("{name: a, column: x}, {name: b, column: y, aliases: [X]}") == ["12: the column 'x' is read by 'a' and by 'b'"])
        #expect(try csv("{name: a, column: \"1\"}, {name: b, column: \"1\"}") == ["12: the column '1' is read by 'a' and by 'b'"])
    }
}
