import CrossdockTesting
import Testing

@Suite struct ListTests {
    /// One record per id; the lists are of its rows.
    func lists(_ value: String, _ types: String, _ rows: [String]) throws -> [String] {
        let mapped = Mapped(
            fields: "[{name: id}, {name: a}, {name: b, type: decimal}, {name: c}, {name: d}]", extra: value.indented(by: 4),
            extraTypes: types)
        return try mapped.read("{value: x}", rows).outcomes.map { outcome in
            guard case .record(let json, _, _, _) = outcome else { return "rejected" }
            return String(json.split(separator: "\"x\":\"x\"").last ?? "").trimmingPrefix(",").description
        }
    }

    let line =
        "lines: {type: list, meaning: Lines, fields: {n: {type: integer, meaning: N}, t: {type: text, max: 9, meaning: T}, v: {type: decimal, scale: 2, meaning: V}}}"

    @Test func oneElementPerRowThatTheConditionWants() throws {
        let value = "lines: {each: row, where: \"a != 'skip'\", fields: {n: {from: \"@position\"}, t: {from: a}, v: {from: b}}}"
        #expect(try lists(value, line, ["1,x,5", "1,skip,6", "1,y,7"]) == [#""lines":[{"n":1,"t":"x","v":"5"},{"n":2,"t":"y","v":"7"}]}"#])
        #expect(try lists(value, line, ["1,skip,6"]) == ["}"])
    }

    @Test func oneElementPerDistinctValueAddsItsRowsUp() throws {
        let value = "lines: {each: row, by: [a], fields: {n: {count: row}, t: {from: a}, v: {sum: b}}}"
        #expect(
            try lists(value, line, ["1,x,5", "1,y,0.5", "1,x,7.25", "2,x,1"]) == [
                #""lines":[{"n":2,"t":"x","v":"12.25"},{"n":1,"t":"y","v":"0.5"}]}"#, #""lines":[{"n":1,"t":"x","v":"1"}]}"#,
            ])
    }

    @Test func aggregatesLookOnlyAtTheRowsTheirConditionsWant() throws {
        let value =
            "lines: {each: row, by: [a], where: \"c != 'no'\", fields: {n: {count: row, where: b < 0}, t: {from: a}, v: {sum: b, where: b > 1}}}"
        #expect(try lists(value, line, ["1,x,5", "1,x,9,no", "1,x,-7", "1,y,1,no", "1,x,1"]) == [#""lines":[{"n":1,"t":"x","v":"5"}]}"#])
    }

    let total = "total: {type: decimal, scale: 2, meaning: Total}\nn: {type: integer, meaning: N}"

    @Test func sumsAndCountsGoOverTheGroup() throws {
        #expect(
            try lists("total: {sum: b}\nn: {count: row}", total, ["1,x,0.1", "1,y,0.2", "2,z,"]) == [#""total":"0.3","n":2}"#, #""n":1}"#])
        #expect(
            try lists("total: {sum: b, where: \"a == 'x'\"}\nn: {count: row, where: \"a == 'x'\"}", total, ["1,x,0.1", "1,y,0.2"]) == [
                #""total":"0.1","n":1}"#
            ])
        #expect(try lists("total: {calc: \"sum(row.b) - count(row, b < 0)\"}", total, ["1,x,5", "1,y,-1"]) == [#""total":"3"}"#])
        #expect(try lists("total: {calc: \"sum(row, b * b)\"}", total, ["1,x,3", "1,y,-4"]) == [#""total":"25"}"#])
    }

    @Test func listsOfSeveralPartsAreJoined() throws {
        let value =
            "lines:\n  - {each: row, where: \"a == 'y'\", fields: {t: {value: Y}}}\n  - {each: row, where: \"a == 'x'\", fields: {t: {value: X}, n: {from: \"@position\"}}}"
        #expect(try lists(value, line, ["1,x,3", "1,y,-4"]) == [#""lines":[{"t":"Y"},{"n":2,"t":"X"}]}"#])
    }

    @Test func objectsAreLeftOutWhereAllOfThemSaysNothing() throws {
        let type = "o: {type: object, meaning: O, fields: {t: {type: text, meaning: T}, v: {type: decimal, scale: 2, meaning: V}}}"
        #expect(try lists("o: {fields: {t: {from: a}, v: {from: b}}}", type, ["1,x,3", "2,,"]) == [#""o":{"t":"x","v":"3"}}"#, "}"])
    }
}
