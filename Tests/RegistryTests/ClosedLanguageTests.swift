import CrossdockTesting
import Registry
import Testing

let validKind = """
    kind: note
    version: 1
    title: A note
    key: [day, number]
    anchor: day
    domains: [inventory, revenue]
    fields:
      entity: {type: text, required: true, meaning: Entity}
      day: {type: date, required: true, meaning: Day}
      number: {type: text, required: true, meaning: Number}
      amount: {type: decimal, scale: 2, meaning: Amount}
    """

let validInterface = """
    interface: test.notes
    version: 1.0.0
    title: Notes
    lifecycle: {status: strategic, owner: tests}
    writer: tester
    states: [inventory]
    format:
      type: delimited
      records:
        - {id: row, begins: group}
      fields:
        row:
          - {name: day, type: date}
          - {name: number, column: no}
          - {name: amount, type: decimal}
    map:
      kind: note@1
      each: row
      fields:
        entity: {value: E}
        day: {from: day}
        number: {from: number}
        amount: {from: amount}
    """

/// What the loader says about a folder with this kind and this interface, one line a complaint.
func complaints(kind: String = validKind, interface: String = validInterface, crosswalks: [String: String] = [:]) throws -> [String] {
    let folder = try RegistryFolder(kinds: [kind], crosswalks: crosswalks)
    try folder.write(interface, to: "test.notes/1.0.0.yaml")
    do {
        _ = try folder.load()
        return []
    } catch let error as Complaints {
        return error.all.map(\.description)
    }
}

func complaints(replacing old: String, with new: String) throws -> [String] {
    #expect(validInterface.contains(old))
    return try complaints(interface: validInterface.replacing(old, with: new))
}

@Suite struct ClosedLanguageTests {
    @Test func theExampleIsValid() throws { #expect(try complaints() == []) }

    @Test func anUnknownKeyIsAComplaintWithItsPlaceAndAGuess() throws {
        #expect(
            try complaints(replacing: "writer: tester", with: "writter: tester").contains(
                "test.notes/1.0.0.yaml:5:1: unknown key 'writter' in the document. Did you mean 'writer'?"))
        #expect(
            try complaints(replacing: "{name: amount, type: decimal}", with: "{name: amount, tpye: decimal}") == [
                "test.notes/1.0.0.yaml:15:24: unknown key 'tpye' in 'format.fields.row[3]'. Did you mean 'type'?"
            ])
        #expect(
            try complaints(replacing: "{value: E}", with: "{vale: E}").contains {
                $0.hasPrefix("test.notes/1.0.0.yaml:20:14: unknown key 'vale' in 'map.fields.entity'. Did you mean 'value'?")
            })
        #expect(
            try complaints(replacing: "lifecycle: {", with: "lifecycle: {qqqqqqqq: 1, ").first?.contains(
                "Known here: status, owner, successor, decommission-by") == true)
    }

    @Test func everyComplaintIsToldAtOnce() throws {
        let interface = validInterface.replacing("strategic", with: "strategical").replacing("type: date}", with: "type: dates}").replacing(
            "title: Notes", with: "titel: Notes")
        // The misspelt title is not missing as well.
        #expect(try complaints(interface: interface).count == 3)
    }

    @Test func wrongTypesSayWhatWasExpected() throws {
        #expect(
            try complaints(replacing: "type: decimal}", with: "type: decimal, scale: two}") == [
                "test.notes/1.0.0.yaml:15:46: 'format.fields.row[3].scale' must be a whole number, found 'two'"
            ])
        #expect(
            try complaints(replacing: "type: decimal}", with: "type: decimal, required: maybe}").first?.contains(
                "must be true or false, found 'maybe'") == true)
        #expect(
            try complaints(replacing: "states: [inventory]", with: "states: inventory").first?.contains("'states' must be a list") == true)
        #expect(
            try complaints(replacing: "type: delimited", with: "type: delimted") == [
                "test.notes/1.0.0.yaml:8:9: 'format.type' must be one of fixed-width, delimited, xml, json, found 'delimted'. Did you mean 'delimited'?"
            ])
        #expect(try complaints(replacing: "title: Notes", with: "title: [a]").first?.contains("must be a single value") == true)
        #expect(
            try complaints(replacing: "owner: tests", with: "owner: tests, decommission-by: soon").first?.contains("must be a date such as")
                == true)
    }

    @Test func duplicateKeysAndBrokenYAMLAreComplaints() throws {
        let twice = try complaints(replacing: "title: Notes", with: "title: Notes\ntitle: Again")
        #expect(twice.count == 1 && twice[0].contains("'title' stands twice"), "\(twice)")
        let broken = try complaints(replacing: "title: Notes", with: "title: [Notes")
        #expect(broken.count == 1 && broken[0].contains(":3:8: the '[' that stands here is not closed"), "\(broken)")
        #expect(try complaints(interface: "").count == 1)
        #expect(try complaints(interface: "- a\n- b").count == 1)
    }

    @Test func whatIsOnItsWayOutSaysWhereToAndByWhen() throws {
        for status in ["transitional", "retiring"] {
            let all = try complaints(replacing: "strategic", with: status)
            #expect(
                all.count == 2 && all.contains { $0.contains("must have 'successor'") }
                    && all.contains { $0.contains("must have 'decommission-by'") })
        }
        #expect(try complaints(replacing: "status: strategic", with: "status: retiring, successor: x@1, decommission-by: 2027-03-31") == [])
    }

    @Test func versionsAndPlacesMustAgree() throws {
        #expect(try complaints(replacing: "version: 1.0.0", with: "version: 1.0").contains { $0.contains("must be major.minor.patch") })
        #expect(
            try complaints(replacing: "version: 1.0.0", with: "version: 1.0.1").first?.contains("Move it to test.notes/1.0.1.yaml") == true)
    }

    @Test func recordsAndFieldsMustBeKnown() throws {
        #expect(
            try complaints(replacing: "{id: row, begins: group}", with: "{id: row}").first?.contains("no record begins a group") == true)
        #expect(
            try complaints(replacing: "begins: group}", with: "begins: group, in: rwo}").first?.contains(
                "'in' names 'rwo', which is not declared. Did you mean 'row'?") == true)
        #expect(
            try complaints(replacing: "begins: group}", with: "begins: group, by: [dya]}").first?.contains("Did you mean 'day'?") == true)
        #expect(try complaints(replacing: "    row:\n", with: "    rwo:\n").contains { $0.contains("Did you mean 'row'?") })
        #expect(try complaints(replacing: "{name: amount,", with: "{name: day,").first?.contains("declared twice") == true)
        #expect(try complaints(replacing: "{name: amount,", with: "{name: \"a b\",").first?.contains("letters, digits and _") == true)
        #expect(
            try complaints(replacing: "begins: group}", with: "begins: group, occurs: many}").first?.contains("'occurs' must be") == true)
    }

    @Test func expressionsAndTemplatesAreCheckedWhenLoaded() throws {
        #expect(try complaints(replacing: "{from: amount}", with: "{calc: \"amount +\"}").first?.contains("ends too early") == true)
        #expect(
            try complaints(replacing: "{from: amount}", with: "{calc: \"rond(amount, 2)\"}").first?.contains("Did you mean 'round'?")
                == true)
        #expect(try complaints(replacing: "{from: amount}", with: "{calc: \"amount / 2\"}").first?.contains("'/' means nothing") == true)
        #expect(try complaints(replacing: "{from: number}", with: "\"{number\"").first?.contains("a brace is not closed") == true)
        #expect(
            try complaints(replacing: "{from: amount}", with: "{from: amount, value: 1}").first?.contains("comes from one thing") == true)
        #expect(
            try complaints(replacing: "{from: amount}", with: "{round: 2}").first?.contains("says nothing about where it comes from")
                == true)
    }

    @Test func kindsAreCheckedToo() throws {
        #expect(
            try complaints(kind: validKind.replacing("anchor: day", with: "anchor: dya")).contains { $0.contains("Did you mean 'day'?") })
        #expect(try complaints(kind: validKind.replacing("anchor: day", with: "anchor: number")).contains { $0.contains("must be a date") })
        #expect(
            try complaints(kind: validKind.replacing("key: [day, number]", with: "key: [number]")).contains {
                $0.contains("the key must contain the anchor 'day'")
            })
        #expect(
            try complaints(kind: validKind.replacing("type: decimal, scale: 2", with: "type: money")).contains {
                $0.contains("needs a required field 'currency'")
            })
        #expect(
            try complaints(kind: validKind.replacing("type: text, required: true, meaning: Number", with: "type: text, meaning: Number"))
                .contains { $0.contains("must be required") })
    }
}
