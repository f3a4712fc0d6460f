import Canonical
import Testing

@testable import Ownership

/// How two statements of one fact are held against each other.
@Suite struct ComparisonTests {
    private func compare(_ a: String, _ b: String, _ rules: [FieldRule] = [], sensitive: [String] = []) -> (Agreement, [String]) {
        let comparison = Comparison(ComparisonRules(fields: rules, sensitive: sensitive))
        let (agreement, fields) = comparison.compare(Array(a.utf8), Array(b.utf8))
        return (agreement, fields.map { "\($0.path): \($0.a), \($0.b)" })
    }

    @Test func withoutARuleEverythingMustBeEqual() {
        #expect(compare(#"{"a":1}"#, #"{"a":1}"#).0 == .match)
        #expect(compare(#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#).0 == .match)
        #expect(compare(#"{"a":1}"#, #"{"a":2}"#) == (.mismatch, ["a: 1, 2"]))
        #expect(compare(#"{"a":1}"#, #"{"a":1,"b":2}"#) == (.mismatch, ["b: nothing, 2"]))
        #expect(compare(#"{"a":1,"b":null}"#, #"{"a":1}"#).0 == .match)
        // Money is a whole number of minor units, a quantity a decimal: one is not the other.
        #expect(compare(#"{"a":2}"#, #"{"a":"2"}"#).0 == .mismatch)
        #expect(compare(#"{"a":"1.5"}"#, #"{"a":"1.50"}"#).0 == .mismatch)
    }

    @Test(arguments: [
        ("100", "101", Agreement.tolerated), ("100", "99", .tolerated), ("100", "102", .mismatch), ("-100", "-101", .tolerated),
    ])
    func withinANumber(_ a: String, _ b: String, _ agreement: Agreement) {
        let rule = FieldRule(path: "x", way: .abs, tolerance: "1")
        #expect(compare("{\"x\":\(a)}", "{\"x\":\(b)}", [rule]).0 == agreement)
        #expect(compare("{\"x\":\"\(a).5\"}", "{\"x\":\"\(b).50\"}", [rule]).0 == agreement)
    }

    @Test func decimalsAndIntegersMeetWithinATolerance() {
        let rule = FieldRule(path: "x", way: .abs, tolerance: "0.01")
        #expect(compare(#"{"x":2}"#, #"{"x":"2.01"}"#, [rule]).0 == .tolerated)
        #expect(compare(#"{"x":2}"#, #"{"x":"2.011"}"#, [rule]).0 == .mismatch)
        #expect(compare(#"{"x":"0.1"}"#, #"{"x":"0.3"}"#, [FieldRule(path: "x", way: .abs, tolerance: "0.2")]).0 == .tolerated)
    }

    @Test func instantsAreComparedInSeconds() {
        let rule = FieldRule(path: "at", way: .abs, tolerance: "2")
        #expect(compare(#"{"at":"2026-11-23T14:03:11Z"}"#, #"{"at":"2026-11-23T14:03:13Z"}"#, [rule]).0 == .tolerated)
        #expect(compare(#"{"at":"2026-11-23T14:03:11Z"}"#, #"{"at":"2026-11-23T14:03:13.001Z"}"#, [rule]).0 == .mismatch)
    }

    @Test(arguments: [
        ("200", "202", Agreement.tolerated), ("200", "203", .mismatch), ("0", "0.001", .mismatch), ("-200", "-202", .tolerated),
    ])
    func withinAShareOfTheLarger(_ a: String, _ b: String, _ agreement: Agreement) {
        let rule = FieldRule(path: "x", way: .rel, tolerance: "1")
        #expect(compare("{\"x\":\"\(a)\"}", "{\"x\":\"\(b)\"}", [rule]).0 == agreement)
        #expect(compare("{\"x\":\"\(b)\"}", "{\"x\":\"\(a)\"}", [rule]).0 == agreement)
    }

    /// Numbers that no till has, and a sender may still write.
    @Test(arguments: [FieldRule.Way.abs, .rel]) func theLargestNumbersAreOnlyDifferent(_ way: FieldRule.Way) {
        let rule = FieldRule(path: "x", way: way, tolerance: "1")
        let numbers = [String(Int.min), String(Int.max), "-1", "0"]
        for a in numbers {
            for b in numbers where a != b {
                let found = compare("{\"x\":\(a)}", "{\"x\":\(b)}", [rule]).0
                #expect(found != .match, "\(a) \(b)")
            }
        }
    }

    @Test func whatIsNoNumberCannotBeComparedAsOne() {
        let rule = FieldRule(path: "x", way: .abs, tolerance: "1")
        #expect(compare(#"{"x":"many"}"#, #"{"x":3}"#, [rule]).0 == .uncomparable)
        #expect(compare(#"{"y":1}"#, #"{"x":3,"y":1}"#, [rule]).0 == .mismatch)
        #expect(compare("{\"x\":1.5}", "{\"x\":2}").0 == .uncomparable)
        #expect(compare("{\"x\":", "{\"x\":2}").0 == .uncomparable)
    }

    @Test func crosswalksAndWhatIsIgnored() {
        let tender = FieldRule(path: "t", way: .crosswalk, codes: ["CC": "card", "EC": "debit"])
        #expect(compare(#"{"t":"CC"}"#, #"{"t":"card"}"#, [tender]).0 == .match)
        #expect(compare(#"{"t":"CC"}"#, #"{"t":"debit"}"#, [tender]) == (.mismatch, ["t: CC, debit"]))
        let ignored = FieldRule(path: "note", way: .ignore)
        #expect(compare(#"{"note":{"a":1},"x":1}"#, #"{"note":[2],"x":1}"#, [ignored]).0 == .match)
        #expect(compare(#"{"x":1}"#, #"{"note":"only here","x":1}"#, [ignored]).0 == .match)
    }

    @Test func listsStandInOrderUnlessTheyAreSets() {
        let (a, b) = (#"{"l":[{"k":1,"v":2},{"k":3,"v":4}]}"#, #"{"l":[{"k":3,"v":4},{"k":1,"v":2}]}"#)
        #expect(compare(a, b).0 == .mismatch)
        #expect(compare(a, b, [FieldRule(path: "l", way: .set)]).0 == .match)
        let changed = #"{"l":[{"k":3,"v":4},{"k":1,"v":9}]}"#
        #expect(compare(a, changed, [FieldRule(path: "l", way: .set, by: ["k"])]) == (.mismatch, ["l.v: 2, 9"]))
        #expect(compare(a, #"{"l":[{"k":1,"v":2}]}"#, [FieldRule(path: "l", way: .set)]) == (.mismatch, ["l: 2 elements, 1 elements"]))
        // An element that is there twice is not the same as one that is there once.
        #expect(compare(#"{"l":[1,1,2]}"#, #"{"l":[1,2,2]}"#, [FieldRule(path: "l", way: .set)]).0 == .mismatch)
    }

    @Test func theLongestPathCounts() {
        let rules = [FieldRule(path: "lines", way: .abs, tolerance: "1"), FieldRule(path: "lines.item", way: .exact)]
        #expect(compare(#"{"lines":[{"item":5,"amount":10}]}"#, #"{"lines":[{"item":5,"amount":11}]}"#, rules).0 == .tolerated)
        #expect(
            compare(#"{"lines":[{"item":5,"amount":10}]}"#, #"{"lines":[{"item":6,"amount":10}]}"#, rules) == (
                .mismatch, ["lines.item: 5, 6"]
            ))
        let deep = [FieldRule(path: "lines.taxes.amount", way: .abs, tolerance: "1")]
        let (a, b) = (#"{"lines":[{"taxes":[{"amount":5}]}]}"#, #"{"lines":[{"taxes":[{"amount":6}]}]}"#)
        #expect(compare(a, b, deep).0 == .tolerated)
        #expect(compare(a, b, [FieldRule(path: "lines", way: .set)] + deep).0 == .mismatch)
        #expect(compare(a, b, [FieldRule(path: "lines", way: .set, by: ["item"])] + deep).0 == .tolerated)
    }

    @Test func whatIsSensitiveIsNeverShown() {
        let (a, b) = (#"{"customer":{"name":"Ann"},"card":"4111"}"#, #"{"customer":{"name":"Bob"},"card":"4222"}"#)
        let (agreement, fields) = compare(a, b, sensitive: ["card", "customer"])
        #expect(agreement == .mismatch)
        #expect(fields == ["customer.name: (redacted), (redacted)", "card: (redacted), (redacted)"])
        #expect(compare(#"{"cards":["x"]}"#, #"{"cards":["y"]}"#, sensitive: ["cards"]).1 == ["cards: (redacted), (redacted)"])
        // A name that only begins alike is another field.
        #expect(compare(#"{"cardinal":1}"#, #"{"cardinal":2}"#, sensitive: ["card"]).1 == ["cardinal: 1, 2"])
    }

    @Test func numbersThatMayBeMissing() {
        func gaps(_ numbers: [String]) -> Int {
            let facts = numbers.map { FactStatement(key: $0, body: Array("{\"number\":\"\($0)\"}".utf8)) }
            return StoreDay(
                cell: "c", date: BusinessDate(days: 0), a: facts, b: [], rules: ComparisonRules(),
                sequence: SequenceRule(field: "number", per: []), isExempt: { _ in false }
            ).gaps
        }
        #expect(gaps(["1", "2", "5"]) == 2)
        #expect(gaps(["9", "99999"]) == 0)
        #expect(gaps([String(Int.min), String(Int.max)]) == 0)
    }

    @Test func totalsAreSplitByWhatThePlanSays() {
        var (a, b) = (ControlTotals(), ControlTotals())
        let rules = [TotalRule(sum: "tenders.amount", per: "type")]
        a.add(CanonicalValue(Array(#"{"tenders":[{"type":"cash","amount":5},{"type":"card","amount":-2}]}"#.utf8)) ?? .null, rules)
        b.add(CanonicalValue(Array(#"{"tenders":[{"type":"cash","amount":4},{"type":"card","amount":-1}]}"#.utf8)) ?? .null, rules)
        #expect(a.differences(from: b).map(\.path) == ["tenders.amount card -", "tenders.amount cash +"])
        #expect(a.differences(from: a) == [])
    }
}
