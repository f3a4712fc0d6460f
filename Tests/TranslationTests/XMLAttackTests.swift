import CrossdockTesting
import Foundation
import Testing

@Suite struct XMLAttackTests {
    let format = "type: xml\nrecords:\n  - {id: row, path: /R/S, begins: group}\nfields:\n  row: [{name: a, path: A}]"

    func only(_ bytes: [UInt8]) throws -> String {
        let rows = try reads(bytes, format, ["a"])
        #expect(rows.count == 1)
        return rows.first?.split(separator: "@").first.map(String.init) ?? ""
    }

    func only(_ text: String) throws -> String { try only(Array(text.utf8)) }

    @Test func anEntityBombIsRefusedAtItsDoctype() throws {
        let entities = (1...9).map { "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>" }.joined()
        #expect(try only("<?xml version='1.0'?><!DOCTYPE R [<!ENTITY l0 'ha'>\(entities)]><R><S><A>&l9;</A></S></R>") == "#doctype")
    }

    @Test func externalEntitiesAndDocumentTypesAreRefusedUnread() throws {
        #expect(try only("<!DOCTYPE R [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><R><S><A>&x;</A></S></R>") == "#doctype")
        #expect(try only("<!DOCTYPE R SYSTEM 'http://127.0.0.1:1/x.dtd'><R><S><A>1</A></S></R>") == "#doctype")
        #expect(try only("<!DOCTYPE R><R><S><A>1</A></S></R>") == "#doctype")
        #expect(try only("<!DOCTYPE R [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><R/>") == "#doctype")
    }

    @Test func entitiesThatNobodyDeclaredAreRefused() throws {
        #expect(try only("<R><S><A>&secret;</A></S></R>") == "!xml")
    }

    @Test func aHundredThousandLevelsAreRefused() throws {
        #expect(try only("<R><S>" + String(repeating: "<d>", count: 100_000)) == "!depth")
        let deep = try reads("<R>" + String(repeating: "<d>", count: 100_000), format, ["a"])
        #expect(deep.map { $0.prefix { $0 != "@" } } == ["!unknown-element", "!depth"])
    }

    @Test func aHugeTextOfABoundFieldIsRefused() throws {
        let plan = try TestContract(format: format, fields: ["a"]).plan
        let text = Array("<R><S><A>".utf8) + Array(repeating: UInt8(ascii: "x"), count: 2 << 20) + Array("</A></S></R>".utf8)
        let reading = try Reading(SyntheticSource(head: text, unit: [], count: 0), plan)
        #expect(reading.rows(["a"]).first?.hasPrefix("!text-size@") == true)
    }

    @Test func aGroupWithoutEndIsRefusedInBoundedMemory() throws {
        let nested =
            "type: xml\nrecords:\n  - {id: row, path: /R/S, begins: group}\n  - {id: item, path: L, in: row}\nfields:\n  row: [{name: a, path: A}]\n  item: [{name: c, path: \"@c\"}]"
        let plan = try TestContract(format: nested, fields: ["a"], lines: ["c"]).plan
        let source = SyntheticSource(head: Array("<R><S>".utf8), unit: Array("<L/>".utf8), count: 3_000_000, tail: Array("</S></R>".utf8))
        let reading = try Reading(source, plan)
        #expect(reading.rows(["a"]).map { $0.prefix { $0 != "@" } } == ["!group-size"])
    }
}
