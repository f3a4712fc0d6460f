import Canonical
import CrossdockTesting
import Registry
import Testing
import Translation

/// A document is whole, or nothing of it counts.
@Suite struct DocumentStructureTests {
    static let json = "type: json\nrecords: [{id: row, path: /, begins: group}]\nfields:\n  row: [{name: a}]"
    static let xml = "type: xml\nrecords: [{id: row, path: /R/S, begins: group}]\nfields:\n  row: [{name: a, path: A}]"

    /// `rule@line:offset field`, the same for whole and for single bytes.
    func findings(_ text: String, _ format: String, isBody: Bool = true, weakened: Weakening? = nil) throws -> [String] {
        let plan = try TestContract(format: format, fields: ["a"]).plan(weakened: weakened)
        let found = try [Int.max, 1].map { chunk in
            try plan.checkStructure(MemorySource(Array(text.utf8), chunk: chunk), file: "body", isBody: isBody)
        }
        #expect(found[0] == found[1])
        #expect(found[0].allSatisfy { $0.file == "body" && $0.interface == "test.reading@1.0.0" && $0.class == .technical })
        return found[0].map { "\($0.rule)@\($0.line):\($0.offset)" + ($0.field.isEmpty ? "" : " \($0.field)") }
    }

    @Test(arguments: [
        (#"{"a":"1"}"#, []), (#"[{"a":"1"},{}]"#, []), ("\u{FEFF} [ ] \n", []), (#"{"x":[[1,[true]],null,{"y":{}}]}"#, []),
        (#"[{"a":"1"}"#, ["json@1:10"]), (#"[{"a":"1"},]"#, ["json@1:11"]), (#"{"a":"1"} trailing"#, ["json@1:10"]),
        (#"{"a":"1"}]"#, ["json@1:9"]), (#"{"a":"1",}"#, ["json@1:9"]), (#"{"a":"1"}"# + "\n" + #"{"a":"2"}"#, ["json@2:10"]),
        (#"{"a":01}"#, ["json@1:5"]), ("", ["json@1:0"]), ("7", ["json@1:0"]), (#"[{"a":"1"},{"a":"2""#, ["json@1:19"]),
    ])
    func aBodyIsOneWholeJSONDocument(_ text: String, _ expected: [String]) throws {
        #expect(try findings(text, Self.json) == expected)
    }

    @Test func aFileMayHaveADocumentOnEachLine() throws {
        #expect(try findings("{\"a\":\"1\"}\n\n {\"a\":\"2\"}\n", Self.json, isBody: false) == [])
        #expect(try findings("{\"a\":\"1\"} {\"a\":\"2\"}", Self.json, isBody: false) == ["json@1:10"])
        #expect(try findings("{\"a\":\"1\"}\n{\"a\":", Self.json, isBody: false) == ["json@2:15"])
    }

    @Test(arguments: [
        (#"{"a":"1","a":"1"}"#, ["double-key@1:9 /a"]),
        (#"{"a":"1","\u0061":"2"}"#, ["double-key@1:9 /a"]),
        (#"{"a":"1","x":{"k":{},"k":1}}"#, ["double-key@1:21 /x/k"]),
        (#"[{},{"x":[0,{"p/q":1,"p/q":2}]}]"#, ["double-key@1:21 /1/x/1/p~1q"]),
        (#"{"":1,"":2}"#, ["double-key@1:6 /"]),
        (#"{"x":{"a":1},"y":{"a":1},"a":1}"#, []), (#"[{"a":1},{"a":1}]"#, []), (#"{"a":1,"A":1,"á":1}"#, []),
    ])
    func aKeyStandsOnceInItsObject(_ text: String, _ expected: [String]) throws {
        #expect(try findings(text, Self.json) == expected)
        #expect(try findings(text, Self.json, weakened: .doubleKey) == [])
    }

    /// Few keys, a table, a table that has grown, and keys that are kept as hashes only.
    @Test(arguments: [2, 16, 17, 33, 5000])
    func keysOfLargeObjectsToo(_ count: Int) throws {
        let keys = (0..<count).map { "\"k\($0)\":{\"k0\":0}" }
        #expect(try findings("{\(keys.joined(separator: ","))}", Self.json) == [])
        for twice in Set([0, count / 2, count - 1]) {
            let found = try findings("{\(keys.joined(separator: ",")),\"k\(twice)\":0}", Self.json)
            #expect(found.count == 1 && found[0].hasPrefix("double-key@1:") && found[0].hasSuffix(" /k\(twice)"), "\(found)")
        }
    }

    @Test func anObjectOfTooManyMembersIsRefused() throws {
        let plan = try TestContract(format: Self.json, fields: ["a"]).plan
        var text = Array("{\"x\":0".utf8)
        for index in 0..<100_000 { text += Array(",\"\(index)\":0".utf8) }
        let found = try plan.checkStructure(MemorySource(text + [UInt8(ascii: "}")]), file: "f", isBody: true)
        #expect(found.map(\.rule) == ["json"] && found[0].expected.contains("100000 members"))
    }

    @Test func withDoubleKeysARecordWouldBePutTogetherFromTwo() throws {
        let format = OtherElementTests.wrapped
        let contract = try TestContract(format: format, fields: ["a"], lines: ["c"])
        let text = #"{"order":{"a":"1","lines":[{"c":"2"}],"lines":[{"c":"3"}]}}"#
        #expect(rules(try contract.read(text).rows(["a"], lines: ["c"])) == ["!double-key"])
        #expect(try contract.rows(text, ["a"], lines: ["c"], weakened: .doubleKey) == ["1[2,3]"])
    }

    @Test func wholeXMLIsFine() throws {
        #expect(try findings("<R><S/></R>", Self.xml) == [])
        #expect(try findings("<?xml version='1.0'?>\n<R/>\n<!-- c -->", Self.xml) == [])
    }

    @Test(arguments: ["<R><S/>", "<R><S/></R>x", "<R><S></R>", "<R/><R/>", "<R><S a='1' a='2'/></R>", "<R>&x;</R>"])
    func anXMLBodyIsWhole(_ text: String) throws {
        let found = try findings(text, Self.xml)
        #expect(found.count == 1 && found[0].hasPrefix("xml@1:"), "\(found)")
    }

    @Test func limitsHoldHereToo() throws {
        #expect(try findings("<!DOCTYPE R [<!ENTITY x 'y'>]><R>&x;</R>", Self.xml).map { $0.prefix { $0 != "@" } } == ["doctype"])
        #expect(try findings(String(repeating: "<R>", count: 1000), Self.xml).map { $0.prefix { $0 != "@" } } == ["depth"])
        #expect(try findings(String(repeating: "[", count: 100_000), Self.json).map { $0.prefix { $0 != "@" } } == ["depth"])
    }

    @Test func largeXMLFilesAreReadOnce() throws {
        let plan = try TestContract(format: Self.xml, fields: ["a"]).plan
        #expect(plan.checksStructure(size: 1 << 20, isBody: false))
        #expect(!plan.checksStructure(size: 1 << 20 + 1, isBody: false))
        #expect(plan.checksStructure(size: 1 << 30, isBody: true))
        #expect(try TestContract(format: Self.json, fields: ["a"]).plan.checksStructure(size: 1 << 30, isBody: false))
    }
}
