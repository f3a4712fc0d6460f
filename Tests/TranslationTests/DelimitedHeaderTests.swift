import CrossdockTesting
import Registry
import Testing

@Suite struct DelimitedHeaderTests {
    let aliased =
        "type: delimited\nrecords:\n  - {id: row, begins: group}\nfields:\n  row:\n    - {name: a, column: Store No, aliases: [Filiale, A]}\n    - {name: b}"

    @Test func columnsAreFoundByNameAliasAndCaseInAnyOrder() throws {
        #expect(try reads("Store No,b\n1,2\n", aliased, ["a", "b"]) == ["1|2"])
        #expect(try reads("b,Filiale\n1,2\n", aliased, ["a", "b"]) == ["2|1"])
        #expect(try reads("B,STORE NO\n1,2\n", aliased, ["a", "b"]) == ["2|1"])
        #expect(try reads(" b , A \n1,2\n", aliased, ["a", "b"]) == ["2|1"])
        #expect(try reads("A,Store No,b\n1,2,3\n", aliased, ["a", "b"]) == ["#header@1:0"])
        let first = aliased.replacing("[Filiale, A]}", with: "[Filiale, A], take: first}")
        #expect(try reads("A,Store No,b\n1,2,3\n", first, ["a", "b"]) == ["2|3"])
        #expect(try reads("A,Store No,b\n1,2,3\n", first.replacing("take: first", with: "take: last"), ["a", "b"]) == ["2|3"])
    }

    @Test func aHeaderThatKnowsNoneOfTheColumnsRefusesTheFile() throws {
        #expect(try reads("x,y\n1,2\n", aliased, ["a", "b"]) == ["#header@1:0"])
    }

    @Test func aHeaderWithoutARequiredColumnRefusesTheFile() throws {
        #expect(try reads(csv: "a\n1\n", field: ", required: true") == ["#header@1:0"])
    }

    @Test func aHeaderWithOneNameTwiceRefusesTheFile() throws {
        #expect(try reads(csv: "a,b,a\n1,2,3\n") == ["#header@1:0"])
    }

    @Test func columnsByNumberNeedNoHeader() throws {
        let format =
            "type: delimited\nheader: none\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: [{name: a, column: 2}, {name: b, column: \"1\"}]"
        #expect(try reads("1,2\n3,4\n", format, ["a", "b"]) == ["2|1", "4|3"])
        #expect(try reads("1,2,3\n3,4,\n", format, ["a", "b"]) == ["!columns@1:0", "4|3"])
        #expect(try reads("1,2,3\n", format.replacing("begins", with: "others: ignore, begins"), ["a", "b"]) == ["2|1"])
        #expect(try reads("x,y\n3,4\n", format.replacing("none", with: "skip"), ["a", "b"]) == ["4|3"])
    }

    @Test func aRowTooShortForItsNumberedColumnsIsRefused() throws {
        let format =
            "type: delimited\nheader: none\nrecords:\n  - {id: row, begins: group}\nfields:\n  row: [{name: a, column: 1}, {name: b, column: 3}]"
        #expect(try reads("1,2\n3,4,5\n", format, ["a", "b"]) == ["!columns@1:0", "3|5"])
        #expect(try reads("1,2\n", "ragged: pad\n" + format, ["a", "b"]) == ["1|-"])
    }

    @Test func aNamedColumnInAFileWithoutAHeaderOfNamesIsAComplaint() {
        let format =
            "type: delimited\nheader: none\nrecords:\n  - {id: row, begins: group}\nfields:\n  row:\n    - {name: a}\n    - {name: b, column: 1}"
        #expect(throws: Complaints.self) { try TestContract(format: format, fields: ["a", "b"]) }
    }

    let typed = """
        type: delimited
        header: none
        records:
          - {id: head, when: {column: 1, text: H}}
          - {id: row, when: {column: 1, text: S}, begins: group}
          - {id: item, when: {column: 1, text: L}, in: row}
          - {id: foot, when: {column: 1, text: T}}
        fields:
          head: [{name: store, column: 2}]
          row: [{name: a, column: 2}]
          item: [{name: c, column: 2}, {name: d, column: 3}]
          foot: [{name: n, column: 2}]
        """

    @Test func recordTypesAreToldApartByAColumn() throws {
        let rows = try reads("H,7\nS,1\nL,x,y\nL,z,\"w\"\nS,2\nT,4\n", typed, ["a"], lines: ["c", "d"])
        #expect(rows == ["1[x|y,z|w]", "2[]"])
    }

    @Test func anUnknownRecordTypeSpoilsItsGroupAndNoOther() throws {
        let rows = try reads("H,7\nS,1\nX,x,y\nS,2\nT,4\n", typed, ["a"], lines: ["c", "d"])
        #expect(rows == ["!record-type@3:8", "2[]"])
    }

    @Test func aFileWhoseFirstRecordIsOfNoTypeIsRefused() throws {
        #expect(try reads("nonsense\nH,7\nS,1\n", typed, ["a"], lines: ["c", "d"]) == ["#record-type@1:0"])
    }

    @Test func aMemberBeforeItsParentIsRejected() throws {
        #expect(try reads("H,7\nL,x,y\nS,1\n", typed, ["a"], lines: ["c", "d"]) == ["!record-order@2:4", "1[]"])
    }

    let grouped = "type: delimited\nrecords:\n  - {id: row, begins: group, by: [a]}\nfields:\n  row: [{name: a}, {name: b}]"

    @Test func adjacentRowsWithOneKeyAreOneGroup() throws {
        #expect(try reads("a,b\n1,x\n1,x\n2,z\n", grouped, ["a", "b"]) == ["1|x", "2|z"])
        #expect(try reads("a,b\n1,x\n\"1\",x\n", grouped, ["a", "b"]) == ["1|x"])
    }

    @Test func rowsOfOneGroupThatStandApartArePostedTogetherOrNotAtAll() throws {
        #expect(try reads("a,b\n1,x\n1,x\n2,z\n1,x\n", grouped, ["a", "b"]) == ["!apart@2:4", "2|z", "!apart@5:16"])
        let joined = grouped.replacing("by: [a]", with: "by: [a], apart: join")
        #expect(try reads("a,b\n1,x\n1,x\n2,z\n1,x\n", joined, ["a", "b"]) == ["2|z", "1|x"])
    }

    @Test func whatARecordHasOnceNoRowOfItsGroupSaysOtherwise() throws {
        #expect(try reads("a,b\n1,x\n1,y\n2,z\n", grouped, ["a", "b"]) == ["!repeated-field@3:8", "2|z"])
        #expect(try reads("a,b\n1,x\n1,\n2,z\n", grouped, ["a", "b"]) == ["1|x", "2|z"])
        #expect(try reads("a,b\n1,\n1,x\n2,z\n", grouped, ["a", "b"]) == ["!repeated-field@3:7", "2|z"])
        let first = grouped.replacing("{name: b}", with: "{name: b, take: first}")
        #expect(try reads("a,b\n1,x\n1,y\n2,z\n", first, ["a", "b"]) == ["1|x", "2|z"])
    }

    @Test func oneBadRowRejectsItsWholeGroup() throws {
        #expect(try reads("a,b\n1,x\n1\n1,y\n2,z\n", grouped, ["a", "b"]) == ["!columns@3:8", "2|z"])
        // Whose row it is nobody knows: what stands before it may be a part.
        #expect(try reads("b,a\nx,1\ny", grouped, ["a", "b"]) == ["!columns@3:8"])
    }
}
