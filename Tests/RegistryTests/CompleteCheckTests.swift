import Canonical
import CrossdockTesting
import Foundation
import Registry
import Testing
import Translation

/// One round of the check says everything, where the text stands, and nothing twice.
@Suite struct CompleteCheckTests {
    /// What the check says, one line a complaint.
    func check(_ interfaces: [String: String], kind: String = validKind, crosswalks: [String: String] = [:]) throws -> [String] {
        let folder = try RegistryFolder(kinds: [kind], crosswalks: crosswalks)
        for (file, text) in interfaces { try folder.write(text, to: file) }
        return try RegistryCheck(folder: folder.path).complaints.map(\.description)
    }

    func check(_ changes: (String, String)...) throws -> [String] {
        var text = validInterface
        for (old, new) in changes {
            #expect(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        return try check(["test.notes/1.0.0.yaml": text])
    }

    @Test func theExampleIsGood() throws { #expect(try check() == []) }

    @Test func formsNamesAndValuesAreComplainedOfInOneRound() throws {
        let all = try check(
            ("{name: day, type: date}", "{name: day, tpye: date, pattern: DD.MM.yyyy}"),
            ("{name: number, column: no}", "{name: number, colunm: no, requierd: true}"),
            ("number: {from: number}", "nmuber: {from: number}"),
            ("amount: {from: amount}", "amount: {form: amuont}"), ("states: [inventory]", "states: [inventroy]"),
            ("writer: tester", "writr: tester"))
        #expect(
            all == [
                "test.notes/1.0.0.yaml:5:1: unknown key 'writr' in the document. Did you mean 'writer'?",
                "test.notes/1.0.0.yaml:6:9: 'states' names the domain 'inventroy', which none of its kinds has. Did you mean 'inventory'?",
                "test.notes/1.0.0.yaml:13:21: unknown key 'tpye' in 'format.fields.row[1]'. Did you mean 'type'?",
                "test.notes/1.0.0.yaml:13:42: the letters 'DD' of the pattern 'DD.MM.yyyy' mean nothing. Did you mean dd?",
                "test.notes/1.0.0.yaml:14:24: unknown key 'colunm' in 'format.fields.row[2]'. Did you mean 'column'?",
                "test.notes/1.0.0.yaml:14:36: unknown key 'requierd' in 'format.fields.row[2]'. Did you mean 'required'?",
                "test.notes/1.0.0.yaml:22:13: 'note@1' has no field 'nmuber'. Did you mean 'number'?",
                "test.notes/1.0.0.yaml:23:14: unknown key 'form' in 'map.fields.amount'. Did you mean 'from'?",
                "test.notes/1.0.0.yaml:23:20: there is no field 'amuont' in 'row'. Did you mean 'amount'?",
            ], "\(all.joined(separator: "\n"))")
    }

    /// What only follows from another complaint is not told.
    @Test(arguments: [
        ("{value: E}", "{vlaue: E}", 1), ("{value: E}", "{qqqqqq: E}", 1), ("title: Notes", "titel: Notes", 1),
        ("kind: note@1", "kind: noet@1", 1),
        ("{from: amount}", "{from: amuont}", 1), ("- {id: row, begins: group}", "- {id: row, begnis: group}", 1),
        ("- {id: row, begins: group}", "- {id: row, begins: somewhere}", 1), ("lifecycle: {", "lifecycel: {", 1),
        ("{name: amount, type: decimal}", "{name: amount, type: decimal, scale: two}", 1),
        ("{from: amount}", "{calc: \"amount +\"}", 2), ("  type: delimited\n", "", 1), ("format:", "fromat:", 1),
    ])
    func followUpsAreNotTold(_ old: String, _ new: String, _ count: Int) throws {
        let all = try check((old, new))
        #expect(all.count == count, "\(all.joined(separator: "\n"))")
    }

    @Test func complaintsAboutValuesStandAtTheirLine() throws {
        let all = try check(
            (
                "    amount: {from: amount}",
                "    amount:\n      cases:\n        - when: amount > 0 and nothing > 1\n          then: {value: a lot}\n        - then:\n            from: amount\n            default: none"
            ))
        #expect(
            all.map { $0.split(separator: ":")[1] } == ["25", "26", "29"] && all[0].contains("'nothing'") && all[1].contains("'a lot'")
                && all[2].contains("'none'"), "\(all)")
    }

    // MARK: - extends

    static let child = "interface: test.child\nversion: 1.0.0\ntitle: A child\nextends: test.notes@1.0.0\n"

    @Test func aMisspeltKeyStandsInTheFileThatHasIt() throws {
        let parent = validInterface.replacing("writer: tester", with: "writer: tester\nwirter: x")
        let all = try check([
            "test.notes/1.0.0.yaml": parent,
            "test.child/1.0.0.yaml": Self.child + "map:\n  fields:\n    number: {form: number}\n",
        ])
        #expect(
            all == [
                "test.child/1.0.0.yaml:7:14: unknown key 'form' in 'map.fields.number'. Did you mean 'from'?",
                "test.notes/1.0.0.yaml:6:1: unknown key 'wirter' in the document. Did you mean 'writer'?",
            ], "\(all.joined(separator: "\n"))")
    }

    @Test func whatOnlyTheHeirBreaksStandsWhereTheTextIsAndNamesTheHeir() throws {
        let all = try check([
            "test.notes/1.0.0.yaml": validInterface,
            "test.child/1.0.0.yaml": Self.child
                + "format:\n  fields:\n    row:\n      - {name: number, column: no}\n      - {name: day, type: date}\n",
        ])
        #expect(
            all == [
                "test.notes/1.0.0.yaml:23:20: there is no field 'amount' in 'row' (for test.child@1.0.0, which extends this). "
                    + "Known here: number, day"
            ], "\(all.joined(separator: "\n"))")
    }

    @Test func aParentThatIsNoYAMLIsToldOnce() throws {
        let all = try check([
            "test.notes/1.0.0.yaml": validInterface.replacing("title: Notes", with: "title: a: b"), "test.child/1.0.0.yaml": Self.child,
        ])
        #expect(all.count == 1 && all[0].hasPrefix("test.notes/1.0.0.yaml:3:9:"), "\(all)")
    }

    // MARK: - one file

    @Test func oneFileOfARegistryIsCheckedAgainstIt() throws {
        let folder = try RegistryFolder(kinds: [validKind], interfaces: [validInterface])
        try folder.write(
            validInterface.replacing("note@1", with: "noet@1").replacing("test.notes", with: "test.other"), to: "test.other/1.0.0.yaml")
        func check(_ file: String) throws -> [String] {
            let path = "\(folder.path)/\(file)"
            return try RegistryCheck(file: path, registry: RegistryCheck.registry(around: path)).complaints.map(\.description)
        }
        #expect(try check("test.notes/1.0.0.yaml") == [])
        #expect(try check("canonical/note/1.yaml") == [])
        let bad = try check("test.other/1.0.0.yaml")
        #expect(bad.count == 1 && bad[0].contains("there is no kind 'noet@1'"), "\(bad)")
    }

    /// A child says nothing wrong, and is broken by its parent.
    @Test func aFileThatExtendsABrokenOneIsNotGood() throws {
        let folder = try RegistryFolder(kinds: [validKind])
        try folder.write(validInterface.replacing("writer: tester", with: "writer: tester\nnonsense: 1"), to: "test.notes/1.0.0.yaml")
        try folder.write(Self.child, to: "test.child/1.0.0.yaml")
        let check = try RegistryCheck(file: folder.path + "/test.child/1.0.0.yaml", registry: folder.path)
        #expect(check.complaints.map(\.file) == ["test.notes/1.0.0.yaml"])
    }

    @Test(arguments: [
        ("x.yaml", "interface: x\nnonsense: 1\n", "unknown key 'nonsense'"), ("x.yaml", "kind: x\n", "the key 'fields' is missing"),
        ("x.yaml", "cutover: x\nboundery: 1\n", "Did you mean 'boundary'?"),
        ("x.yaml", "rules:\n  - {wirter: a}\n", "Did you mean 'writer'?"),
        ("x.yaml", "rules:\n  - {target: a, writer: b, role: c}\n", "must be one of poster"),
        ("x.yaml", "a: 1\n", "this is no file of a registry"),
        ("x.yaml", "title: a: b\n", "must stand in quotes"), ("x.yaml", "", "the file is empty"),
        ("x.csv", "a,b\n", "the first line must be"),
        ("x.txt", "writer", "this is no file of a registry"),
    ])
    func aBrokenFileOutsideARegistryIsNeverGood(_ name: String, _ text: String, _ expected: String) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
        let check = try RegistryCheck(file: "\(folder.path)/\(name)", registry: nil)
        #expect(check.complaints.contains { $0.description.contains(expected) }, "\(check.complaints)")
        #expect(check.complaints.allSatisfy { $0.file == "\(folder.path)/\(name)" })
    }

    @Test func aGoodFileOutsideARegistryIsGoodAloneAndAgainstAnother() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let registry = try RegistryFolder(kinds: [validKind])
        let path = folder.path + "/mine.yaml"
        try validInterface.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try RegistryCheck(file: path, registry: nil).complaints == [])
        #expect(try RegistryCheck(file: path, registry: registry.path).complaints == [])
        try validInterface.replacing("number: {from: number}", with: "number: {from: nmuber}").write(
            toFile: path, atomically: true, encoding: .utf8)
        #expect(try RegistryCheck(file: path, registry: registry.path).complaints.map(\.line) == [22])
    }

    @Test func filesThatNobodyReadsAreNamed() throws {
        let all = try check(["test.notes/1.0.0.yaml": validInterface, "test.notes/1.1.0.yml": validInterface, "egress.yml": "rules: []"])
        #expect(
            all.map { $0.split(separator: ".").first.map(String.init) } == ["egress", "test"]
                && all.allSatisfy { $0.contains("nobody reads") })
    }
}
