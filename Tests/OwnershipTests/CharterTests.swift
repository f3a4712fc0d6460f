import Canonical
import Testing

@testable import Ownership

@Suite struct CharterTests {
    let scope = Scope(kind: "sale", entity: "1000", location: "0114")

    @Test func theFirstRuleThatCoversTheCellWins() {
        let charter = Charter(rules: [
            CharterRule(kind: "sale", domain: "inventory", location: "01*", writer: "cloud"),
            CharterRule(kind: "sale", writer: "pos"),
            CharterRule(kind: "sale", writer: "never"),
        ])
        #expect(charter.opener(of: scope, domain: "inventory") == "cloud")
        #expect(charter.opener(of: scope, domain: "revenue") == "pos")
    }

    @Test func nobodyMayOpenWhatNoRuleCovers() {
        let charter = Charter(rules: [CharterRule(kind: "order", writer: "shop")])
        #expect(charter.opener(of: scope, domain: "revenue") == nil)
        #expect(Charter(rules: []).opener(of: scope, domain: "revenue") == nil)
    }

    @Test(arguments: [
        ("0114", "*", true), ("0114", "0114", true), ("0114", "01*", true), ("0114", "*14", true),
        ("0114", "0*4", true), ("0114", "0*1*4", true), ("0114", "1*", false), ("0114", "01", false),
        ("0114", "", false), ("", "*", true), ("", "", true), ("aXbXc", "a*X*c", true),
        ("abc", "a*d", false), ("*", "*", true), ("aab", "*ab", true), ("abab", "*ab", true),
    ])
    func selectors(_ text: String, _ selector: String, _ expected: Bool) {
        #expect(CharterRule.matches(text, selector) == expected)
    }

    @Test func manyStarsStayQuick() {
        let text = String(repeating: "a", count: 20_000)
        let selector = String(repeating: "*a", count: 50) + "b"
        #expect(!CharterRule.matches(text, selector))
    }
}
