import Canonical
import Foundation
import Testing

@testable import Ownership

/// When parity begins anew because a mapping has changed, and when it need not.
@Suite struct ComparisonBasisTests {
    static let plan = CutoverPlan(
        name: "pos", kind: "sale", domains: ["revenue"], from: .init(writer: "A", interfaces: ["a@1.0.0"]),
        to: .init(writer: "B", interfaces: ["b@1.0.0"]))
    static let rows = ["CASH,cash", "CARD,card"]

    static func basis(_ rows: [String] = rows, definition: String = "1", crosswalk: String = "tender/A") -> ComparisonBasis {
        let book = CodeBook(rows.map { (code: String($0.prefix { $0 != "," }), row: $0) })
        let known = [
            "a@1.0.0": InterfaceMeaning(definition: definition, codes: [crosswalk: book]), "b@1.0.0": InterfaceMeaning(definition: "1"),
        ]
        return ComparisonBasis(of: plan) { known[$0] }
    }

    static func changes(_ rows: [String], isOlder: Bool = false) -> [String] { basis().changes(to: basis(rows), isOlder: isOlder) }

    @Test func codesThatAreNewChangeNothing() {
        #expect(Self.changes(Self.rows.reversed()) == [])
        #expect(Self.changes(Self.rows + ["GIFT,voucher"]) == [])
        let more = Self.basis(Self.rows + ["GIFT,voucher"])
        #expect(Self.basis().contracts == more.contracts)
        #expect(Self.basis().digest != more.digest)
        #expect(Self.basis().digest == Self.basis(Self.rows.reversed()).digest)
    }

    @Test(arguments: [
        ["CASH,card", "CARD,cash"], ["CASH,cash", "CARD,debit"], ["CASH,cash"], [], rows + ["CARD,card,2027-01-01"],
    ])
    func codesThatMeanSomethingElseDo(_ rows: [String]) {
        #expect(Self.changes(rows) == ["tender/A"])
    }

    /// A process that read the registry earlier does not have the codes that were added since; it would still notice others.
    @Test func whatAnOlderRegistryDoesNotHaveIsNotGone() {
        #expect(Self.changes(["CASH,cash"], isOlder: true) == [])
        #expect(Self.changes(["CASH,card"], isOlder: true) == ["tender/A"])
    }

    @Test func aDefinitionThatSaysSomethingElseDoes() {
        #expect(Self.basis().changes(to: Self.basis(definition: "2"), isOlder: false) == ["a@1.0.0"])
        #expect(Self.basis().contracts != Self.basis(definition: "2").contracts)
    }

    /// Another contract is a change of the plan, another crosswalk one of the definition; and of a contract that a registry
    /// does not have it says nothing.
    @Test func whatOnlyOneOfThemHasIsNoChange() {
        #expect(Self.basis().changes(to: Self.basis(crosswalk: "other/A"), isOlder: false) == [])
        var plan = Self.plan
        plan.from.interfaces = ["c@1.0.0"]
        #expect(Self.basis().changes(to: ComparisonBasis(of: plan) { _ in nil }, isOlder: false) == [])
    }

    @Test func itIsStoredInFewBytes() throws {
        let many = Self.basis((0..<1000).map { "\($0),item \($0)" })
        let json = try JSONEncoder().encode(many)
        #expect(json.count < 1000 * 24)
        #expect(try JSONDecoder().decode(ComparisonBasis.self, from: json) == many)
    }
}
