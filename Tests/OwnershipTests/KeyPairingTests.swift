import Canonical
import Testing

@testable import Ownership

/// Writers that name the same till otherwise still speak of the same sale.
@Suite struct KeyPairingTests {
    private func day(_ keys: [KeyRule]) -> StoreDay {
        let (a, b) = (Array(#"{"total":1}"#.utf8), Array(#"{"total":1}"#.utf8))
        return StoreDay(
            cell: "c", date: BusinessDate(days: 20_780), a: [FactStatement(key: "2026-11-23:T%2F1:7", body: a)],
            b: [FactStatement(key: "2026-11-23:pos-1:7", body: b)], rules: ComparisonRules(keys: keys), sequence: nil,
            isExempt: { _ in false })
    }

    @Test func statementsMeetUnderTheCanonicalCode() {
        #expect(day([KeyRule(part: 1, codes: ["T/1": "till 1", "pos-1": "till 1"])]).counts == [.match: 1])
    }

    @Test func withoutACrosswalkTheyMissEachOther() {
        #expect(day([]).counts == [.missingInB: 1, .missingInA: 1])
        #expect(day([KeyRule(part: 9, codes: ["pos-1": "T/1"])]).counts == [.missingInB: 1, .missingInA: 1])
        #expect(day([KeyRule(part: 1, codes: ["pos-2": "T/1"])]).counts == [.missingInB: 1, .missingInA: 1])
    }
}
