import CrossdockTesting
import Foundation
import Ownership
import Registry
import Testing

@testable import Intake

/// What the registry's contracts mean changes with their files, and with the crosswalks that they look into.
@Suite struct MeaningTests {
    private let folder: TemporaryFolder
    private let registry: TillRegistry

    init() throws {
        folder = try TemporaryFolder()
        registry = try TillRegistry(in: folder.path + "/registry", canonical: IntakeBench.canonical, items: Self.items)
    }

    private static let items = ["till,*,1,cola,,", "*,*,2,beer,,", "shop,*,3,wine,,"]

    private func basis(_ interface: String) throws -> ComparisonBasis {
        let book = MeaningBook(try LibraryLoader.load(registry.folder))
        let plan = CutoverPlan(
            name: "move", kind: "sale", domains: ["revenue"], from: .init(writer: "till", interfaces: [interface]),
            to: .init(writer: "cloud", interfaces: ["canonical.sale@1.0.0"]))
        return ComparisonBasis(of: plan) { book.meaning(of: $0) }
    }

    private func edit(_ file: String, _ old: String, _ new: String) throws {
        let path = "\(registry.folder)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old))
        try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func theCrosswalksOfItsOwnSystemCount() throws {
        defer { folder.remove() }
        let (coded, plain) = (try basis("till.coded@1.0.0"), try basis("till.sales@1.0.0"))
        func changes(_ items: [String]) throws -> [[String]] {
            try registry.writeItems(items)
            return [
                coded.changes(to: try basis("till.coded@1.0.0"), isOlder: false),
                plain.changes(to: try basis("till.sales@1.0.0"), isOlder: false),
            ]
        }
        #expect(try changes(Self.items + ["till,*,4,water,,"]) == [[], []])
        #expect(try changes(["till,*,1,cola,,", "*,*,2,beer,,", "shop,*,3,mead,,"]) == [[], []])
        #expect(try changes(["till,*,1,beer,,", "*,*,2,cola,,", "shop,*,3,wine,,"]) == [["item/till"], []])
        #expect(try changes(["till,*,1,cola,,2027-01-01", "*,*,2,beer,,", "shop,*,3,wine,,"]) == [["item/till"], []])
        #expect(try changes(["till,*,1,cola,,", "till,*,2,ale,,", "*,*,2,beer,,", "shop,*,3,wine,,"]) == [["item/till"], []])
        #expect(try changes(Array(Self.items.dropFirst())) == [["item/till"], []])
    }

    @Test func anEditedDefinitionCounts() throws {
        defer { folder.remove() }
        let before = try basis("till.sales@1.0.0")
        try edit("till.sales/1.0.0.yaml", "quantity: {value: \"1\"}", "quantity: {value: \"2\"}")
        #expect(before.changes(to: try basis("till.sales@1.0.0"), isOlder: false) == ["till.sales@1.0.0"])
    }

    @Test func soDoesOneThatItExtends() throws {
        defer { folder.remove() }
        try FileManager.default.createDirectory(atPath: registry.folder + "/till.child", withIntermediateDirectories: true)
        try "extends: till.sales@1.0.0\ninterface: till.child\nversion: 1.0.0\n".write(
            toFile: registry.folder + "/till.child/1.0.0.yaml", atomically: true, encoding: .utf8)
        let before = try basis("till.child@1.0.0")
        try edit("till.sales/1.0.0.yaml", "quantity: {value: \"1\"}", "quantity: {value: \"2\"}")
        #expect(before.changes(to: try basis("till.child@1.0.0"), isOlder: false) == ["till.child@1.0.0"])
    }

    @Test func andAKind() throws {
        defer { folder.remove() }
        let before = try basis("till.sales@1.0.0")
        // What is for people only says nothing to the machine.
        try edit("canonical/sale/1.yaml", "kind: sale", "# anew\nkind: sale")
        try edit("till.sales/1.0.0.yaml", "title: A till's sales", "title: Sales   # of a till")
        #expect(before.changes(to: try basis("till.sales@1.0.0"), isOlder: false) == [])
        try edit("canonical/sale/1.yaml", "max: 40", "max: 41")
        #expect(before.changes(to: try basis("till.sales@1.0.0"), isOlder: false) == ["canonical.sale@1.0.0", "till.sales@1.0.0"])
        #expect(try LibraryLoader.load(registry.folder).digests["sale@1"] != nil)
    }
}
