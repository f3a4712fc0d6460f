import Canonical
import CrossdockTesting
import Registry
import Testing

/// A second value of a field that takes one.
@Suite struct RepeatedFieldTests {
    func format(_ kind: String, _ field: String) -> String {
        "type: \(kind)\nrecords: [{id: row, path: \(kind == "xml" ? "/R/S" : "/"), begins: group}]\nfields:\n  row: [{name: a, \(field)}]"
    }

    func both(_ field: String, xml: String, json: String, weakened: Weakening? = nil) throws -> [String] {
        let inXML = try TestContract(format: format("xml", field), fields: ["a"])
        let inJSON = try TestContract(format: format("json", field), fields: ["a"])
        if let weakened {
            return rules(try inXML.rows("<R><S>\(xml)</S></R>", ["a"], weakened: weakened) + inJSON.rows(json, ["a"], weakened: weakened))
        }
        return rules(try inXML.read("<R><S>\(xml)</S></R>").rows(["a"]) + inJSON.read(json).rows(["a"]))
    }

    @Test(arguments: [
        ("", "!repeated-field"), (", take: first", "1.1"), (", take: last", "2.2"), (", take: sum", "3.3"),
    ])
    func twiceAtOnePath(_ take: String, _ value: String) throws {
        let field = "path: A, type: decimal\(take)"
        #expect(try both(field, xml: "<A>1.10</A><A>2.20</A>", json: #"{"A":[1.10,2.20]}"#) == [value, value])
        #expect(try both(field, xml: "<A>1.10</A><A/><A>2.20</A>", json: #"{"A":[1.10,null,"",2.20]}"#) == [value, value])
        #expect(try both(field, xml: "<A/><A>1.10</A>", json: #"{"A":["",1.10]}"#) == ["1.1", "1.1"])
        if take.isEmpty {
            #expect(
                try both(field, xml: "<A>1.10</A><A>2.20</A>", json: #"{"A":[1.10,2.20]}"#, weakened: .firstOfSeveral) == ["1.1", "1.1"])
        }
    }

    @Test func theSameMoneyTwiceIsMoneyTwice() throws {
        #expect(
            try both("path: A, type: decimal", xml: "<A>5</A><A>5</A>", json: #"{"A":[5,5]}"#) == ["!repeated-field", "!repeated-field"])
        #expect(try both("path: A, type: decimal, take: sum", xml: "<A>5</A><A>5</A>", json: #"{"A":[5,5]}"#) == ["10", "10"])
    }

    @Test(arguments: [
        ("", "<B>2</B><A>1</A>", #"{"B":2,"A":1}"#, "!repeated-field"),
        ("", "<B>1</B><A> 1 </A>", #"{"B":1,"A":" 1"}"#, "1"),
        ("", "<B>1</B><A/>", #"{"B":1,"A":""}"#, "1"),
        (", take: first", "<B>2</B><A>1</A>", #"{"B":2,"A":1}"#, "1"),
        (", take: last", "<B>2</B><A>1</A>", #"{"B":2,"A":1}"#, "2"),
        (", take: sum", "<B>2</B><A>1</A>", #"{"B":2,"A":1}"#, "3"),
        (", absent: ['0']", "<B>0</B><A>1</A>", #"{"B":0,"A":1}"#, "1"),
    ])
    func atTwoPathsInTheOrderOfTheDefinition(_ more: String, _ xml: String, _ json: String, _ value: String) throws {
        #expect(try both("path: [A, B], type: decimal\(more)", xml: xml, json: json) == [value, value])
    }

    @Test(arguments: [
        ("decimal-mark: ','", "1,10", "2,25", "3.35"), ("scale: 2", "110", "225", "3.35"),
        ("thousands-mark: ','", "1,000", "2.5", "1002.5"),
    ])
    func aSumIsWrittenAsTheFieldIs(_ number: String, _ one: String, _ two: String, _ sum: String) throws {
        #expect(
            try both(
                "path: A, type: decimal, take: sum, \(number)", xml: "<A>\(one)</A><A>\(two)</A>", json: #"{"A":["\#(one)","\#(two)"]}"#)
                == [sum, sum])
    }

    @Test func whatCannotBeAddedUpIsTold() throws {
        #expect(
            try both("path: A, type: decimal, take: sum", xml: "<A>1</A><A>x</A>", json: #"{"A":[1,"x"]}"#) == [
                "!repeated-field", "!repeated-field",
            ])
    }

    @Test func attributesAndContainersTooAreCountedOnce() throws {
        #expect(rules(try reads("<R><S><Q u='a'/><Q u='b'/></S></R>", format("xml", "path: Q/@u"), ["a"])) == ["!repeated-field"])
        #expect(rules(try reads("<R><S><Q><A>1</A></Q><Q><A>2</A></Q></S></R>", format("xml", "path: Q/A"), ["a"])) == ["!repeated-field"])
        #expect(rules(try reads("<R><S><Q/><Q/></S></R>", format("xml", "path: Q/name()"), ["a"])) == ["Q"])
        #expect(rules(try reads(#"{"q":[{"A":1},{"A":2}]}"#, format("json", "path: q/A"), ["a"])) == ["!repeated-field"])
    }

    @Test func theFindingNamesFieldPathAndBothPlaces() throws {
        let xml = try TestContract(format: format("xml", "path: Q/A"), fields: ["a"]).read("<R><S>\n<Q><A>1</A>\n<A>2</A></Q></S></R>")
        #expect(
            xml.findings.map { "\($0.field) \($0.line):\($0.offset) \($0.found)" } == [
                "a 3:21 a second one at '/R/S/Q/A', line 3, byte 21, after that of line 2, byte 12"
            ])
        let json = try TestContract(format: format("json", "path: q/A"), fields: ["a"]).read(#"[{"q":[{"A":1},{"A":2}]}]"#)
        #expect(
            json.findings.map { "\($0.field) \($0.line):\($0.offset) \($0.found)" } == [
                "a 1:16 a second one at '/0/q/1/A', line 1, byte 16, after that of line 1, byte 8"
            ])
        #expect(json.findings.allSatisfy { $0.class == .technical && $0.advice.contains("take: first") })
    }

    @Test func theLanguageSaysWhatCannotBeTaken() throws {
        func complaint(_ kind: String, _ field: String) -> String {
            do {
                _ = try TestContract(format: format(kind, field), fields: ["a"])
                return ""
            } catch { return "\(error)" }
        }
        #expect(complaint("json", "path: A, take: each").contains("a record of its own"))
        #expect(complaint("json", "path: A, take: sum").contains("'take: sum' adds up numbers"))
        #expect(complaint("xml", "path: A, take: some").contains("first, last, sum, each"))
        #expect(complaint("xml", "path: A, take: last") == "")
    }
}
