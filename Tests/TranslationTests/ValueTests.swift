import Canonical
import CrossdockTesting
import Registry
import Testing

@Suite struct ValueTests {
    @Test func constantsFieldsAndTheFirstThatIsNotEmpty() throws {
        #expect(try Mapped()("{value: fixed}", "1") == ["fixed"])
        #expect(try Mapped()("{from: a}", "1", "") == ["1", "-"])
        #expect(try Mapped()("{from: [a, b]}", "1,2", ",2", "") == ["1", "2", "-"])
        #expect(try Mapped()("{from: [a, b], default: none}", ",") == ["none"])
    }

    @Test func templatesSayNothingWhereTheirFieldsSayNothing() throws {
        #expect(try Mapped()("\"{a}-{b}!\"", "1,2", "1,", ",") == ["1-2!", "1-!", "-"])
        #expect(try Mapped()("{template: \"no. {a}\", default: x}", "7", "") == ["no. 7", "x"])
        #expect(try Mapped()("plain", "1") == ["plain"])
    }

    @Test func casesTakeTheFirstThatHolds() throws {
        let x =
            "{cases: [{when: \"a == 'S'\", then: {value: sale}}, {when: \"a == 'R' and b != ''\", then: {from: b}}, {when: present(c), then: \"{c}!\"}, {then: {from: a}}]}"
        #expect(try Mapped()(x, "S", "R,z", "R", "Q,,1", "Q", "") == ["sale", "z", "R", "1!", "Q", "-"])
    }

    @Test func conditionsCompareNumbersAsNumbersAndTextAsText() throws {
        func holds(_ condition: String, _ row: String) throws -> Bool {
            try Mapped.decimal("{cases: [{when: \"\(condition)\", then: {value: \"1\"}}, {then: {value: \"0\"}}]}", row) == ["1"]
        }
        #expect(try holds("a < b", "9,10"))
        #expect(try holds("a == b", "1.50,1.5"))
        #expect(try holds("d < '9'", ",,,10"))
        #expect(try holds("not present(a) or a >= 0", ""))
        #expect(try holds("not (a > 1 and b > 1)", "2,1"))
        #expect(try holds("d == ''", ""))
        #expect(try holds("d != 'x'", ""))
        #expect(try !holds("a <= -1", "0"))
    }

    @Test func arithmeticIsExact() throws {
        #expect(try Mapped.decimal("{calc: \"a + b\"}", "0.1,0.2") == ["0.3"])
        #expect(try Mapped.decimal("{calc: \"a * b - c\"}", "3,1.005,0.015") == ["3"])
        #expect(try Mapped.decimal("{calc: \"a - b - c\"}", "1,,0.25") == ["0.75"])
        #expect(try Mapped.decimal("{calc: \"-a\"}", "1.5") == ["-1.5"])
        #expect(try Mapped.decimal("{calc: \"abs(a) + 1\"}", "-2") == ["3"])
        #expect(try Mapped.decimal("{calc: \"(a + b) * c\"}", "1,2,3") == ["9"])
        #expect(try Mapped.decimal("{calc: \"a * b\"}", "999999999999999999,999999999999999999")[0].hasPrefix("!range@2"))
        #expect(try Mapped.decimal("{calc: \"abs(a - 1)\"}", "-9223372036854775807")[0].hasPrefix("!range@2"))
    }

    @Test func roundingGoesHalfAwayFromZero() throws {
        #expect(
            try Mapped.decimal("{from: a, round: 2}", "1.005", "-1.005", "1.004", "-0.005", "2") == ["1.01", "-1.01", "1", "-0.01", "2"])
        #expect(try Mapped.decimal("{calc: \"round(a * b, 0)\"}", "0.5,1", "-0.5,1", "2.5,1") == ["1", "-1", "3"])
    }

    @Test func tooManyDecimalPlacesAreAFinding() throws {
        #expect(try Mapped.decimal("{from: a}", "0.1234567")[0].hasPrefix("!scale@2"))
        #expect(try Mapped.decimal("{from: a}", "0.1234560") == ["0.123456"])
    }

    @Test func moneyIsWholeMinorUnitsOfItsCurrency() throws {
        var money = Mapped.money
        #expect(try money("{from: a}", "12.5", "-0.01", "1000000", "12.345", "12.340") == ["1250", "-1", "100000000", "!money@5", "1234"])
        #expect(try money("{from: a, round: 2}", "12.345", "-12.345") == ["1235", "-1235"])
        money.currency = "JPY"
        #expect(try money("{from: a}", "1250", "12.50") == ["1250", "!money@3"])
        money.currency = "KWD"
        #expect(try money("{from: a}", "12.5", "0.001", "0.0001") == ["12500", "1", "!money@4"])
        #expect(try money("{from: a, money: minor}", "1250", "12.5") == ["1250", "!money@3"])
        money.currency = "eur, code: none, missing: keep"
        money.crosswalks = ["none": "*,*,x,y,,"]
        #expect(try money("{from: a}", "1").contains { $0.hasPrefix("!currency@2") })
    }

    @Test func signsTurnAlwaysOrWhenAConditionHolds() throws {
        #expect(try Mapped.decimal("{from: a, negate: true}", "1.5", "-2", "0", "") == ["-1.5", "2", "0", "-"])
        #expect(try Mapped.decimal("{from: a, negate: \"d == 'R'\"}", "1,,,R", "1,,,S") == ["-1", "1"])
        #expect(try Mapped.money("{from: a, negate: true}", "1.50") == ["-150"])
    }

    @Test func aPartOfATextIsTakenFromEitherEnd() throws {
        #expect(try Mapped()("{from: a, split: {by: \"-\", take: 2}}", "x-y-z", "x", "x--z") == ["y", "-", "-"])
        #expect(try Mapped()("{from: a, split: {by: \"-\", take: -1}}", "x-y-z", "x") == ["z", "x"])
        #expect(try Mapped()("{from: a, split: {by: \"::\", take: 1}}", "a:b::c", "::c") == ["a:b", "-"])
    }

    @Test func lengthsAreCountedInCharacters() throws {
        let five = Mapped(type: "{type: text, max: 5, meaning: Tested}")
        #expect(try five("{from: a}", "äöüßé", "😀😀😀😀😀", "abcdef", "äöüßéx") == ["äöüßé", "😀😀😀😀😀", "!length@4", "!length@5"])
    }

    @Test func choicesBooleansAndRequiredFields() throws {
        let choice = Mapped(type: "{type: choice, choices: [sale, return], meaning: Tested}")
        #expect(try choice("{from: a}", "sale", "Sale", "") == ["sale", "!choice@3", "-"])
        #expect(
            try Mapped(type: "{type: boolean, meaning: Tested}")("{from: a}", "true", "N", "1", "maybe") == ["1", "0", "1", "!boolean@5"])
        #expect(try Mapped(type: "{type: text, required: true, meaning: Tested}")("{from: a}", "1", "")[1].hasPrefix("!required@3"))
        #expect(
            try Mapped(type: "{type: integer, meaning: Tested}")("{from: a}", "5", "5.5", "x").map { $0.prefix { $0 != "@" } } == [
                "5", "!integer", "!decimal",
            ])
    }
}
