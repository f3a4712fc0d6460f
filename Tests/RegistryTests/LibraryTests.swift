import Canonical
import CrossdockTesting
import Foundation
import Registry
import Testing
import Translation

@Suite struct LibraryTests {
    func compiled(_ interface: String, crosswalks: [String: String] = [:]) throws -> [String] {
        do {
            _ = try TestContract(kinds: [validKind], interface: interface, crosswalks: crosswalks)
            return []
        } catch let error as Complaints {
            return error.all.map(\.description)
        }
    }

    func compiled(replacing old: String, with new: String, crosswalks: [String: String] = [:]) throws -> [String] {
        #expect(validInterface.contains(old))
        return try compiled(validInterface.replacing(old, with: new), crosswalks: crosswalks)
    }

    @Test func namesThatLeadNowhereAreComplaintsWithAGuess() throws {
        let place = "test.notes/1.0.0.yaml:"
        #expect(
            try compiled(replacing: "kind: note@1", with: "kind: notes@1") == [
                "\(place)17:9: there is no kind 'notes@1'. Did you mean 'note@1'?"
            ])
        #expect(
            try compiled(replacing: "{from: amount}", with: "{from: amuont}") == [
                "\(place)23:20: there is no field 'amuont' in 'row'. Did you mean 'amount'?"
            ])
        #expect(
            try compiled(replacing: "{from: amount}", with: "{from: rwo.amount}").first?.contains(
                "there is no record 'rwo'. Did you mean 'row'?") == true)
        #expect(try compiled(replacing: "each: row", with: "each: rwo").first?.contains("Did you mean 'row'?") == true)
        #expect(
            try compiled(replacing: "    amount: {from: amount}", with: "    amuont: {from: amount}").first?.contains(
                "'note@1' has no field 'amuont'. Did you mean 'amount'?") == true)
        #expect(
            try compiled(replacing: "{from: number}", with: "{from: number, code: itme}", crosswalks: ["item": "*,*,1,2,,"]).first?
                .contains("there is no crosswalk 'itme'. Did you mean 'item'?") == true)
        #expect(
            try compiled(replacing: "states: [inventory]", with: "states: [inventroy]").first?.contains("Did you mean 'inventory'?") == true
        )
        #expect(
            try compiled(replacing: "{from: amount}", with: "{calc: \"amount * prise\"}").first?.contains("there is no field 'prise'")
                == true)
        #expect(
            try compiled(replacing: "    day: {from: day}\n", with: "").first?.contains(
                "the required field 'day' of 'note@1' has no mapping. It is: Day") == true)
    }

    @Test func checksAndControlsAreCompiledToo() throws {
        #expect(
            try compiled(validInterface + "\nchecks:\n  - {that: amuont > 0, else: warning}").first?.contains("Did you mean 'amount'?")
                == true)
        #expect(
            try compiled(validInterface + "\nchecks:\n  - {that: day > 0, else: warning}").first?.contains("'day' is not a number") == true)
        #expect(
            try compiled(validInterface + "\ncontrols:\n  - {count: all, equals: tail.n}").first?.contains("there is no record 'tail'")
                == true)
        #expect(
            try compiled(validInterface + "\ncontrols:\n  - {count: all, equals: tail}").first?.contains("must name record.field") == true)
        #expect(
            try compiled(validInterface + "\ncontrols:\n  - {equals: row.amount}").first?.contains("one of 'that', 'count' and 'sum'")
                == true)
    }

    @Test func crosswalkErrorsNameTheLine() throws {
        func all(_ rows: String) throws -> [String] { try complaints(crosswalks: ["tax": rows]) }
        #expect(try all("a,b,c,d,,") == [])
        #expect(
            try all("a,b,c,d") == [
                "crosswalks/tax.csv:2:1: six cells are needed, with a code and a canonical code (codes with commas cannot be given)"
            ])
        #expect(try all("a,b,c,d,,\na,b,,d,,").first?.hasPrefix("crosswalks/tax.csv:3:1: six cells") == true)
        #expect(try all("a,b,c,d,2026-02-30,").first?.contains(":2:1: a date must be empty") == true)
        #expect(try all("a,b,c,d,,\na,b,c,d,,").first?.contains(":3:1: the same row stands here twice") == true)
        #expect(try all("a,b,c,d,2026-02-02,2026-02-01").first?.contains(":2:1:") == true)
        #expect(try all("a,b,c,d,,2026-01-31\na,b,c,e,2026-01-31,").first?.contains(":3:1:") == true)
        #expect(try all("a,b,c,d,,2026-01-31\na,b,c,e,2026-02-01,\na,*,c,f,,\n*,b,c,g,,") == [])
    }

    @Test func aVersionMayExtendAnother() throws {
        let folder = try RegistryFolder(kinds: [validKind], interfaces: [validInterface])
        try folder.write(
            "interface: test.notes\nversion: 1.1.0\nextends: test.notes@1.0.0\nmap:\n  fields:\n    amount: {value: \"5\"}\n",
            to: "test.notes/1.1.0.yaml")
        let library = try folder.load()
        let extended = try #require(library.definition("test.notes@1.1"))
        #expect(extended.writer == "tester" && extended.version.description == "1.1.0")
        let reading = try Reading(MemorySource(Array("day,no,amount\n2026-11-23,1,9\n".utf8)), Plan(extended, library: library))
        #expect(reading.records == [#"{"entity":"E","day":"2026-11-23","number":"1","amount":"5"}"#])
        #expect(library.definition("test.notes")?.version.description == "1.1.0")
        #expect(library.definition("test.notes@1.0.0")?.version.description == "1.0.0")
        #expect(library.definition("test.notes@2") == nil && library.interfaceIDs == ["test.notes"])
    }

    @Test func extendingNothingOrItselfIsAComplaint() throws {
        for parent in ["test.notes@9.9.9", "test.notes@1.1.0", "nothing", "../x@1"] {
            let folder = try RegistryFolder(kinds: [validKind], interfaces: [validInterface])
            try folder.write("interface: test.notes\nversion: 1.1.0\nextends: \(parent)\n", to: "test.notes/1.1.0.yaml")
            #expect(throws: Complaints.self, "\(parent)") { try folder.load() }
        }
    }

    @Test func theJSONSchemaParsesAndNamesEveryKey() throws {
        for (book, id) in [(InterfaceShape.book, "interface"), (KindShape.book, "kind")] {
            let text = JSONSchema.text(of: book, id: id)
            let schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(schema["additionalProperties"] as? Bool == false)
            let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
            func keys(_ shape: Shape) -> [String] { if case .object(let keys) = shape { keys.map(\.name) } else { [] } }
            #expect(Set(keys(book.root)) == Set((schema["properties"] as? [String: Any])?.keys.map { $0 } ?? []))
            for (name, shape) in book.named where !keys(shape).isEmpty {
                #expect(Set(keys(shape)) == Set((definitions[name]?["properties"] as? [String: Any])?.keys.map { $0 } ?? []), "\(name)")
            }
        }
    }
}
